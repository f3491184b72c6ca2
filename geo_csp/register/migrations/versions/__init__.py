"""One file is one step; ``down_revision`` names the step before."""
