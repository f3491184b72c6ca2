"""How many processors this process may use. The results do not depend on it."""

from __future__ import annotations

import os

THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
