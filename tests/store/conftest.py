"""What the tests of the store share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A SQLite file of the test's own; other databases are named by their own tests."""
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"
