"""One ASGI application: the REST API, and the pages of a Dash app on the same FastAPI server."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from dash import Dash
from dash.exceptions import PreventUpdate
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from dashboard import adding, api, api_collections, edits_api, embed, judgements_api
from dashboard.callbacks import register
from dashboard.calls import WellFormedCalls
from dashboard.docs import docs_page
from dashboard.pages.shell import shell
from dashboard.security import LOOPBACK, BodyLimit, Faults, PagePolicy, SameMachine
from dashboard.service import fill
from dashboard.shapes import describe
from dashboard.work import AskerGone, Limits, Workers, workers_by_processors
from timeline.errors import InputError
from timeline.store import Store
from timeline.store.store import program_version

PORTS_TRIED = 20
GRACE, END = 2, 4
"""Seconds after Ctrl+C or SIGTERM in which requests may finish, and in which the process ends."""


def create_app(
    store: Store,
    hosts: Iterable[str] = LOOPBACK,
    limits: Limits | None = None,
    *,
    fetching: bool | None = None,
    private: bool = False,
    user_header: str | None = None,
    owners: Sequence[str] = (),
) -> FastAPI:
    """The application on an open store. hosts: names a request's Host header may have. limits: of its workers.
    user_header: as in `SameMachine`. owners: as in `embed.router`.

    fetching: are web addresses fetched; None: where the store can be written. private: those of this machine too, which
    is for tests.
    """
    fetching = not store.read_only if fetching is None else fetching
    workers = Workers(limits)
    server = FastAPI(
        title="Timeline API",
        version=program_version(),
        description="Reads a news article and puts its events in order.",
        docs_url=None,
        redoc_url=None,
    )
    server.state.workers = workers
    server.include_router(api.router(store, workers))
    server.include_router(adding.router(store, workers, fetching=fetching, private=private))
    server.include_router(edits_api.router(store, workers))
    server.include_router(api_collections.router(store))
    server.include_router(judgements_api.router(store))
    server.include_router(embed.router(store, owners))
    api.guard_unknown(server)
    api.answer_errors(server)
    describe(server)

    server.add_middleware(Faults, passing=(PreventUpdate,))  # before Dash's own, which says nothing of what it caught

    @server.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(server.openapi()))

    @server.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        path = Path(__file__).parent / "assets" / "favicon.svg"
        return Response(path.read_bytes(), media_type="image/svg+xml")

    pages = Dash(
        "dashboard",
        server=server,  # type: ignore[arg-type]
        title="Timeline",
        update_title="",
        compress=True,
        serve_locally=True,
        suppress_callback_exceptions=True,
        assets_folder=str(Path(__file__).parent / "assets"),
        index_string=INDEX,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    pages.layout = shell()
    register(pages, store, workers, fetching=fetching)
    # Dash reads its assets at the first request to "/" only: a link to another page would come without them.
    pages._setup_server()  # type: ignore[no-untyped-call]
    server.add_middleware(AskerGone)
    server.add_middleware(WellFormedCalls, callbacks=pages.callback_map)
    server.add_middleware(BodyLimit)
    server.add_middleware(SameMachine, hosts=frozenset(hosts), user_header=user_header)
    server.add_middleware(PagePolicy, script_hashes=pages.csp_hashes())
    return server


INDEX = """<!DOCTYPE html>
<html lang="en">
<head>{%metas%}<title>{%title%}</title><link rel="icon" type="image/svg+xml" href="/favicon.ico">{%css%}</head>
<body>{%app_entry%}<footer>{%config%}{%scripts%}{%renderer%}</footer></body>
</html>"""


def serve(
    host: str = "127.0.0.1",
    port: int = 8050,
    url: str | None = None,
    *,
    workers: int | None = None,
    waiting: int = 64,
    seconds_per_kb: float = 0.6,
    fetching: bool | None = None,
    behind: str | None = None,
    user_header: str | None = None,
    embed_in: Sequence[str] = (),
) -> None:
    """Open the store, put the samples in, print the address and serve until interrupted.

    host: a loopback address; other machines are not served. port: the first to try; a taken one is followed by the
    next free. url: of the database, as `Store.open` takes it. workers, waiting, seconds_per_kb: as in `Limits`.
    fetching: as in `create_app`. behind, user_header: the name by which a proxy with a login is asked, and the header
    in which it names the user; the one wants the other. embed_in: origins whose pages may show a timeline in a frame.
    Raises InputError for another host or when no port is free, StoreError where the database cannot be used.
    """
    if (behind is None) != (user_header is None):
        raise InputError("--behind and --user-header go together: a proxy's name, and the header with its user's name")
    hosts = LOOPBACK if behind is None else LOOPBACK | {behind.lower()}
    settings = {"hosts": hosts, "fetching": fetching, "user_header": user_header, "owners": embed.owners_of(embed_in)}
    limits = Limits(workers or workers_by_processors(), waiting, seconds_per_kb=seconds_per_kb)
    with suppress(KeyboardInterrupt):  # Ctrl+C is how it is ended
        _serve(host, port, url, limits, settings)


def _serve(host: str, port: int, url: str | None, limits: Limits, settings: dict[str, Any]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        """Ends within END seconds of the signal, whatever its threads are at: what is stored is stored whole."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            super().handle_exit(sig, frame)
            last = threading.Timer(END, os._exit, args=(128 + sig,))
            last.daemon = True
            last.start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.workers.stop()
            await super().shutdown(sockets)

    if host not in LOOPBACK:
        raise InputError(
            f"cannot serve on {host}: the pages have no login, so only this machine may open them; use 127.0.0.1, "
            "and where others should reach it a proxy with a login, named with --behind and --user-header"
        )
    with Store.open(url) as store:
        fill(store, say=_say)
        taken, listener = port, _listen(host, port)
        port = listener.getsockname()[1]
        if port != taken and taken:
            _say(f"Port {taken} is taken; using {port}.")
        shown = f"[{host}]" if ":" in host else host
        _say(f"Timeline is at http://{shown}:{port} (Ctrl+C stops it)")
        app = create_app(store, limits=limits, **settings)
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE)
        Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the port, or to the next one that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + PORTS_TRIED, 65536)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise InputError(f"cannot serve on {host}: {error.strerror}; use 127.0.0.1") from None
        else:
            return listener
    raise InputError(f"no free port from {port} to {port + PORTS_TRIED - 1}; name another with --port")


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201
