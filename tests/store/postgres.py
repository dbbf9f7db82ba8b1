"""A PostgreSQL server of the tests' own, on a socket of their own; made anew for a run and thrown away after it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def server() -> Iterator[str]:
    """The server, as the URL of a database "postgres" to which a name is put; skips where there is no PostgreSQL."""
    pytest.importorskip("psycopg")
    debian = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    found = shutil.which("initdb") or (debian[-1] if debian else None)
    if found is None:
        pytest.skip("no PostgreSQL here; install Debian's package postgresql")
    programs = Path(found).parent
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="tl-pg-") as place:
        data, socket = Path(place) / "data", Path(place)
        if owner is not None:
            shutil.chown(place, owner)
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
            check=True, stdout=subprocess.DEVNULL, user=owner, cwd=place,
        )  # fmt: skip
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", socket, "-c", "listen_addresses=", "-c", "fsync=off"],
            stderr=subprocess.DEVNULL, user=owner, cwd=place,
        )  # fmt: skip
        try:
            _await(socket / ".s.PGSQL.5432", process)
            yield f"postgresql://tester@/{{}}?host={socket}"
        finally:
            process.terminate()
            process.wait()


def _owner() -> str | None:
    """PostgreSQL does not run as root: then as the user that its package made, or nobody."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _await(socket: Path, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(f"host={socket.parent} user=tester dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
