"""A process that writes audit lines until it has written enough or is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from geo_csp.register import audit
from geo_csp.register.opening import open_register

store, url, name, count = sys.argv[1:]
register = open_register(Path(store), url)
for step in range(int(count)):
    entry = audit.Entry(name, "consultation", "wards", {"step": step})
    line = audit.record(register, entry)
    # Said only after the commit: what the reader has read must be in the register.
    print(line.number, flush=True)
register.close()
