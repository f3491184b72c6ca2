from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.place import made_place
from tests.hostile.promises import Place


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, herefordshire) -> Iterator[Place]:
    made = made_place(tmp_path_factory.mktemp("hostile"), herefordshire)
    yield made
    made.register.close()
