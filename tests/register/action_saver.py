"""A process that saves one action over and over until it is killed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from geo_csp.register import actions
from geo_csp.register.opening import open_register

store, url, number = sys.argv[1:]
register = open_register(Path(store), url)
while True:
    latest = actions.action_history(register, int(number))[-1]
    step = latest.version + 1
    agreed = replace(latest.agreed, what=f"step {step}", owner=f"owner {step}")
    actions.change_action(register, int(number), latest.version, agreed, "saver")
    print(step, flush=True)
