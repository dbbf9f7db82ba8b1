"""What is on the web: one page, fetched from a public host, with bounds on everything.

The only place that opens a connection, and only when it is called with an address. A name is resolved once for each
connection; every address it has is checked, and one of those checked is connected to, so that a name cannot mean
another machine a moment later (DNS rebinding). Redirects are followed here, each checked the same way. No proxy of the
environment is used: it would connect on its own.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from timeline.errors import InputError
from timeline.reading import MEDIA_TYPES, PACKED_LIMIT, Media, plain

if TYPE_CHECKING:
    import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
_SCHEMES = ("http://", "https://")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_HEADERS = (
    (b"User-Agent", b"timeline (reads one article for its user)"),
    (b"Accept", b"text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5"),
    (b"Accept-Encoding", b"gzip, deflate"),
)
_WHY = {
    401: "wants a login",
    403: "does not let programs read it",
    404: "has no such page",
    429: "is asked too often",
}
_REMEDY = "open it in a browser, and paste the text or save the page and give the file"


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, by the system."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: Address, port: int) -> bool:
    """May the public reach it? An address inside another (IPv4 in IPv6, by 6to4 or NAT64) has to be public too."""
    inner: Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped, port)
        if address.is_site_local or address.teredo is not None:
            return False
    if inner is not None and not is_public(inner, port):
        return False
    never = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not never and port in PORTS.values()


def anywhere(address: Address, port: int) -> bool:
    """Every address: for tests, which have their server on this machine."""
    return True


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched, and from where.

    size: bytes of the page, packed and unpacked. seconds: for all of it, redirects included. redirects: how many.
    allowed: which address and port may be connected to. resolve: host and port to addresses.
    """

    size: int = PACKED_LIMIT
    seconds: float = 30.0
    redirects: int = 5
    allowed: Callable[[Address, int], bool] = is_public
    resolve: Callable[[str, int], Iterable[str]] = field(default=resolved)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: its bytes, what kind its server says it is, and the address it came from in the end."""

    content: bytes | str
    media: Media | None
    url: str


def is_address(text: str) -> bool:
    """Is it a web address, and nothing else?"""
    stripped = text.strip()
    return stripped.lower().startswith(_SCHEMES) and len(stripped.split()) == 1 and len(stripped) <= 2_000


def fetch(url: str, bounds: Bounds | None = None) -> Fetched:
    """The page at a web address. InputError says why there is none and what to do."""
    given = bounds or Bounds()
    deadline = time.monotonic() + given.seconds
    where = _checked(url.strip())
    for _ in range(given.redirects + 1):
        status, headers, content = _asked(where, given, deadline)
        if status not in _REDIRECTS:
            return _page(where, status, headers, content)
        target = headers.get("location", "")
        if not target:
            raise _refused(where, f"answers {status} without saying where the page is")
        where = _checked(urljoin(urlunsplit(where), target))
    raise _refused(where, f"sends from address to address, more than {given.redirects} times")


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be fetched."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, SplitResult("", "", "", "", "")
    if parts.scheme not in PORTS or not host or any(ord(letter) < 33 for letter in url):
        raise InputError(f"{url[:80]!r} is no address of a web page; give one that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise InputError("an address with a user name in it is not fetched; give it without")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise InputError(f"{host[:80]!r} is no name of a host; check the address") from None
    place = f"[{name}]" if ":" in name else name
    shown = place if port in (None, PORTS[parts.scheme]) else f"{place}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return SplitResult(parts.scheme, shown, path, quote(parts.query, safe="/?%:@!$&'()*+,;=~-._"), "")


def _asked(where: SplitResult, bounds: Bounds, deadline: float) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and unpacked body of one request."""
    import httpcore

    from timeline.reading.connection import Guarded

    backend = Guarded(bounds.allowed, bounds.resolve, deadline)
    waits = dict.fromkeys(("connect", "read", "write", "pool"), bounds.seconds)
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool,
            pool.stream(
                "GET", urlunsplit(where), headers=[(b"Host", where.netloc.encode()), *_HEADERS],
                extensions={"timeout": waits},
            ) as answer,
        ):  # fmt: skip
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            if answer.status in _REDIRECTS:
                return answer.status, headers, b""
            return answer.status, headers, _body(answer, headers, bounds.size, where)
    except httpcore.TimeoutException:
        raise _refused(where, f"has not sent the page within {bounds.seconds:g} seconds") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _refused(where, f"cannot be reached, or breaks off ({error or type(error).__name__})") from None


def _body(answer: httpcore.Response, headers: dict[str, str], size: int, where: SplitResult) -> bytes:
    """The body, unpacked as it comes in, so that a small one cannot become a large one."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise _refused(where, f"packs the page as {packing[:20]!r}, which was not asked for")
    too_large = _refused(where, f"sends more than {size:,} bytes")
    length = headers.get("content-length", "")
    if length.isdigit() and (len(length) > 12 or int(length) > size):
        raise too_large
    unpacker: Any = None
    out, seen = bytearray(), 0
    for chunk in answer.iter_stream():
        seen += len(chunk)
        if packing in ("identity", ""):
            out += chunk
        else:
            if unpacker is None:  # "deflate" comes with and without a head of its own
                bare = packing == "deflate" and chunk[:1] != b"\x78"
                unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
            try:
                out += unpacker.decompress(chunk, size + 1 - len(out))
            except zlib.error:
                raise _refused(where, "sends a page that cannot be unpacked") from None
        if seen > size or len(out) > size:
            raise too_large
    return bytes(out)


def _page(where: SplitResult, status: int, headers: dict[str, str], content: bytes) -> Fetched:
    if status != 200:
        raise _refused(where, f"{_WHY.get(status, 'does not answer with a page')} ({status})")
    kind, _, more = headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    media = MEDIA_TYPES.get(kind)
    if kind and media is None and kind not in ("application/octet-stream", "binary/octet-stream"):
        raise _refused(where, f"sends {kind[:60]!r}, which is no text, page, Word or PDF file")
    if not content:
        raise _refused(where, "sends an empty page")
    charset = more.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    packed = media in ("pdf", "docx") or content.startswith((b"%PDF-", b"PK\x03\x04"))
    return Fetched(content if packed else plain.in_charset(content, charset), media, urlunsplit(where))


def _refused(where: SplitResult, why: str) -> InputError:
    return InputError(f"{where.netloc} {why}; {_REMEDY}")


def in_time(call: Callable[[], list[str]], seconds: float) -> list[str] | None:
    """What a call returns that knows no limit of time (the system's resolver); None where it takes longer."""
    out: list[list[str]] = []
    fault: list[OSError] = []

    def run() -> None:
        try:
            out.append(call())
        except OSError as error:
            fault.append(error)
        except UnicodeError:
            fault.append(OSError("no such name"))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if fault:
        raise fault[0]
    return out[0] if out else None
