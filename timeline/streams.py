"""What the command line reads and writes: files and the standard streams, closed and full ones too."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from timeline.errors import InputError, TimelineError

T = TypeVar("T")

_ELSEWHERE = "name a file with --output"


def named(name: str) -> None:
    """InputError for the name of a file that is empty, which would stand for the folder."""
    if not name:
        raise InputError("the name of a file is empty; name a file, or - for standard input")


def content(name: str, limit: int | None) -> bytes:
    """The bytes of a file or of standard input, one more than the limit at most."""
    named(name)
    size = -1 if limit is None else limit + 1
    if name == "-" and not sys.stdin:  # closed by the shell (<&-)
        raise InputError("standard input is closed; name a file, or send the text")
    try:
        if name == "-":
            return sys.stdin.buffer.read(size)
        with Path(name).open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        shown = "standard input" if name == "-" else name
        raise InputError(f"{shown}: cannot be read ({error.strerror or error}); check the name") from None


def check_output() -> None:
    """InputError where standard output was closed by the shell (>&-)."""
    if not sys.stdout:
        raise InputError(f"standard output is closed; {_ELSEWHERE}")


@contextmanager
def writable_output() -> Iterator[None]:
    """A standard output that is full is an InputError; one whose reader left ends the program in silence."""
    try:
        try:
            yield
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        raise SystemExit(1) from None
    except OSError as error:
        _drop_output()
        raise InputError(f"standard output cannot be written ({error.strerror or error}); {_ELSEWHERE}") from None


def put(content: str | bytes, output: Path | None) -> None:
    """Text or bytes to standard output or to a file, which is replaced only when all of it is written.

    InputError where bytes that are no text would go to a terminal.
    """
    if output is None or str(output) == "-":
        check_output()
        if isinstance(content, str):
            sys.stdout.write(content)
        elif sys.stdout.isatty():
            raise InputError(f"this format is no text and cannot be shown; {_ELSEWHERE}")
        else:
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    data = content.encode("utf-8") if isinstance(content, str) else content
    target = output.resolve()
    try:
        if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
            with target.open("wb") as stream:
                stream.write(data)
            return
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror or error}); name another --output") from None


def _drop_output() -> None:
    """Let what is still to be written go, which the interpreter would try again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def naming(name: str, files: Sequence[str]) -> Iterator[None]:
    """Where there are several files, a complaint says which it is about."""
    try:
        yield
    except TimelineError as error:
        if len(files) == 1 or name in str(error):
            raise
        raise type(error)(f"{'standard input' if name == '-' else name}: {error}") from None


def followed(items: Sequence[T]) -> Iterator[T]:
    """The items, with a progress bar on a terminal where there are several."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="Reading", console=Console(stderr=True), transient=True)
