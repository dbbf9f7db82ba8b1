"""The built package, installed as `pip install` does it without the lock, reads an HTML article."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LONGEST = 540
"""Seconds after which an install is given up: pip waits for ever for an index that answers slowly."""


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, arguments)), cwd=cwd, capture_output=True, text=True, timeout=LONGEST)


@pytest.mark.install
@pytest.mark.slow
def test_the_wheel_reads_html_without_the_lock(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
    built = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    home = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    probe = run(home / "python", *pip[1:], "download", "--no-deps", "-q", "pip", cwd=tmp_path)
    if probe.returncode:
        pytest.skip(f"no package index can be reached: {probe.stderr.strip().splitlines()[-1]}")
    installed = run(home / "python", *pip[1:], "install", "-q", "--no-compile", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    page = ROOT / "data" / "kalvesh-2-convoy.html"
    done = run(home / "timeline", "extract", page, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert '"published": "2024-11-05"' in done.stdout
    assert "Convoy carries first wounded" in done.stdout
