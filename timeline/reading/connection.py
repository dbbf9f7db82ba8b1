"""Connections to addresses that were checked, for httpcore: resolved once, and never past the time limit."""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from timeline.errors import InputError
from timeline.reading.web import Address, in_time


class Guarded(httpcore.NetworkBackend):
    """Connects to a name by one of its addresses, if all of them are allowed.

    deadline: by `time.monotonic()`, for everything: a server that sends a byte now and then does not prolong it.
    """

    def __init__(
        self,
        allowed: Callable[[Address, int], bool],
        resolve: Callable[[str, int], Iterable[str]],
        deadline: float,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        fault: Exception = httpcore.ConnectError(f"no address of {host} answers")
        for address in self._addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(address, port, left(self._deadline), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return Bounded(stream, self._deadline)
        raise fault

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("no socket of this machine is connected to")

    def sleep(self, seconds: float) -> None:
        time.sleep(min(seconds, left(self._deadline)))

    def _addresses(self, host: str, port: int) -> list[str]:
        name = host.strip("[]")
        try:
            found = in_time(lambda: list(self._resolve(name, port)), left(self._deadline))
        except OSError as error:
            reason = error.strerror or error
            raise InputError(f"there is no host {name} ({reason}); check the address, and the connection") from None
        if found is None:
            raise httpcore.ConnectTimeout
        for text in found:
            if not self._allowed(ipaddress.ip_address(text.partition("%")[0]), port):
                raise InputError(
                    f"{name} is no public web server (it leads to {text}, port {port}), and is not opened; "
                    "save the page in your browser and give the file"
                )
        return list(dict.fromkeys(found))


class Bounded(httpcore.NetworkStream):
    """A connection whose every step ends with the time limit of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return Bounded(self._stream.start_tls(ssl_context, server_hostname, left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def left(deadline: float) -> float:
    """Seconds up to the limit; ReadTimeout past it."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise httpcore.ReadTimeout
    return seconds
