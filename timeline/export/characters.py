"""What may stand in a file: characters that XML holds, text without markup, names of files."""

from __future__ import annotations

import re
import unicodedata

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def clean(text: str) -> str:
    """Characters that XML cannot hold become U+FFFD, one for one, so that offsets stay."""
    return _NOT_XML.sub("\ufffd", text)


def one_line(text: str) -> str:
    """White space made single spaces, characters as in `clean`."""
    return " ".join(clean(text).split())


def slug(text: str, letters: int = 60) -> str:
    """The text as a part of a file's name: a-z, 0-9 and hyphens, cut at a word; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    name = _NOT_A_NAME.sub("-", plain).strip("-")
    if len(name) > letters:
        name = name[: letters + 1].rpartition("-")[0] or name[:letters]
    return name
