"""`python -m benchmarks`: everything in turn; `python -m benchmarks speed|quality|extract`: one of them."""

from __future__ import annotations

import sys

from benchmarks import extract, quality, speed
from benchmarks.common import say

COMMANDS = {"speed": speed.main, "quality": quality.main, "extract": extract.main}


def main(arguments: list[str]) -> None:
    """Run what was asked for; options go to the one command that is named."""
    if arguments and arguments[0] in COMMANDS:
        COMMANDS[arguments[0]](arguments[1:])
        return
    if arguments:
        raise SystemExit(f"benchmarks: {arguments[0]!r} is none of {', '.join(COMMANDS)}")
    for name, command in COMMANDS.items():
        say(f"## {name.capitalize()}\n")
        command([])
        say()


if __name__ == "__main__":
    main(sys.argv[1:])
