"""Starting: the port, the address, the samples."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dashboard.app import _listen, serve
from dashboard.service import fill
from timeline.errors import InputError
from timeline.store import Sample, Store
from timeline.store import samples as samples_module

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org"])
def test_other_machines_are_not_served(host: str) -> None:
    with pytest.raises(InputError, match=r"no login.*127\.0\.0\.1"):
        serve(host)


def test_a_taken_port_is_followed_by_the_next() -> None:
    first = _listen("127.0.0.1", 0)
    taken = first.getsockname()[1]
    second = _listen("127.0.0.1", taken)
    try:
        assert second.getsockname()[1] > taken
    finally:
        first.close()
        second.close()


def test_ports_past_the_last_are_refused() -> None:
    with socket.socket() as last:
        last.bind(("127.0.0.1", 65535))
        last.listen()
        with pytest.raises(InputError, match="--port"):
            _listen("127.0.0.1", 65535)


def test_a_sample_that_cannot_be_read_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Sample(tmp_path / "empty.txt", "Empty", "The Herald", "2024-06-12", "none")
    empty.path.write_text("")
    monkeypatch.setattr(samples_module, "sample_articles", lambda: (empty,))
    said: list[str] = []
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store:
        fill(store, said.append)
        assert store.list() == []
    assert "cannot be read" in said[-1]


@pytest.mark.model
def test_python_m_dashboard_serves_the_samples_and_keeps_them(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    environment = {**os.environ, "TIMELINE_DATABASE_URL": database, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        else:
            pytest.fail("no address: " + "".join(lines))
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"{found[0]}/api/v1/health", timeout=10) as answer:
                    assert b'"ok"' in answer.read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("no answer")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        process.stdout.close()
    with Store.open(database) as store:
        kept = store.list()
    assert len(kept) == len(samples_module.sample_articles()) >= 6
    assert all(one.sample and one.events for one in kept)
