"""What people wrote: priorities, actions, voices, roles, and the audit of who did what.

All SQL lives in this room. Functions take the opened register, give frozen dataclasses back, and
each runs in one transaction of its own, so that no connection outlives the call.
"""
