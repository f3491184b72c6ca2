"""How the heavy loops are compiled: without the GIL, kept on disk, with side-by-side sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

# The scan's innermost loop writes out eight sums side by side. LLVM joins them into one wide
# instruction only with its superword pass, which numba leaves off: four times slower without.
# (numba makes its settings as it starts, so a type checker cannot see them.)
numba.config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    return cast(Loop, numba.njit(nogil=True, cache=True)(loop))
