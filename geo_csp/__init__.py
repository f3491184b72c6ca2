"""Neighbourhood crime by place and month, for Community Safety Partnerships."""

__version__ = "0.1.0"
