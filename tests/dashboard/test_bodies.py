"""Bodies over real sockets that never end, are more than may be held, or are left by their sender."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack
from typing import Any

import uvicorn

from dashboard.app import _listen
from dashboard.security import BodyLimit


class Bare:
    """A server with nothing behind the guard of bodies but an application that counts what reaches it."""

    def __init__(self, **limits: Any) -> None:
        self.reached: list[int] = []

        async def app(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                return
            message = await receive()
            self.reached.append(len(message["body"]))
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            await send({"type": "http.response.body", "body": b"ok"})

        self.guard = BodyLimit(app, **limits)
        listener = _listen("127.0.0.1", 0)
        self.address = listener.getsockname()
        self.server = uvicorn.Server(uvicorn.Config(self.guard, log_level="warning", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]})
        self.thread.start()

    def begun(self, stack: ExitStack, length: int, part: bytes) -> socket.socket:
        """A connection on which a body has begun."""
        sock = stack.enter_context(socket.create_connection(self.address, timeout=60))
        sock.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n%b" % (length, part))
        return sock

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()


def everything(sock: socket.socket) -> bytes:
    """What is said until the other side closes."""
    said = b""
    while part := sock.recv(65536):
        said += part
    return said


def test_bodies_that_never_end_are_given_up_and_closed() -> None:
    bare = Bare(seconds=1.0)
    try:
        with ExitStack() as stack:
            half = [bare.begun(stack, 1000, b"x" * 500) for _ in range(200)]
            whole = bare.begun(stack, 4, b"abcd")
            assert whole.recv(65536).startswith(b"HTTP/1.1 200")  # the others cost it nothing
            for sock in half:
                said = everything(sock)
                assert said.startswith(b"HTTP/1.1 408"), said
                assert b'"remedy"' in said
        assert bare.reached == [4]
        assert bare.guard.held == 0
    finally:
        bare.stop()


def test_what_is_held_of_all_that_comes_in_is_bounded() -> None:
    bare = Bare(seconds=60.0, limit=1000, total=3000)
    try:
        with ExitStack() as stack:
            half = [bare.begun(stack, 1000, b"x" * 900) for _ in range(3)]
            while bare.guard.held < 2700:
                time.sleep(0.01)
            assert everything(bare.begun(stack, 1000, b"x" * 900)).startswith(b"HTTP/1.1 503")
            half[0].sendall(b"x" * 100)
            assert half[0].recv(65536).startswith(b"HTTP/1.1 200")
        with ExitStack() as stack:
            assert bare.begun(stack, 1000, b"x" * 1000).recv(65536).startswith(b"HTTP/1.1 200")
    finally:
        bare.stop()


def test_a_sender_who_goes_leaves_nothing_held() -> None:
    bare = Bare(seconds=60.0)
    try:
        with ExitStack() as stack:
            bare.begun(stack, 1000, b"x" * 900)
        with ExitStack() as stack:
            assert bare.begun(stack, 4, b"abcd").recv(65536).startswith(b"HTTP/1.1 200")
    finally:
        bare.stop()
    assert (bare.reached, bare.guard.held) == ([4], 0)
