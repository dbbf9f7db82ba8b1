"""The REST API and the guards around it, through the real application."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dashboard.app import create_app
from dashboard.security import BODY_LIMIT
from dashboard.service import today
from tests.dashboard.made import made
from tests.made import FIRE
from timeline.export import EXPORTERS, file_name, read_csv
from timeline.model import Timeline
from timeline.store import Store

TEXT = "The council closed the bridge on Monday. It will open again on June 20, 2024, the mayor said."
EXTRACT = "/api/v1/extract"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("api") / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        timeline = made()
        store.save(timeline.articles[0], timeline, outlet="The Bay Herald")
        with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
            yield opened


def fault(response: Any, status: int) -> tuple[str, str]:
    """Message and remedy of an answer that must be an error of our shape."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "remedy"}
    assert problem["status"] == status
    assert problem["title"] == HTTPStatus(status).phrase
    assert problem["detail"]
    assert problem["remedy"]
    return problem["detail"], problem["remedy"]


def test_health(client: TestClient) -> None:
    answer = client.get("/api/v1/health").json()
    assert (answer["status"], answer["articles"]) == ("ok", 1)


@pytest.mark.model
@pytest.mark.parametrize(
    "send",
    [
        {"json": {"text": TEXT, "published": "2024-06-12"}},
        {"content": TEXT, "headers": {"content-type": "text/plain"}, "params": {"published": "2024-06-12"}},
        {
            "content": f"<html><body><article><p>{TEXT}</p></article></body></html>",
            "headers": {"content-type": "text/html; charset=utf-8"},
            "params": {"published": "2024-06-12"},
        },
    ],
    ids=["json", "plain", "html"],
)
def test_extract_gives_a_timeline(client: TestClient, send: dict[str, Any]) -> None:
    response = client.post(EXTRACT, **send)
    assert response.status_code == 200, response.text
    timeline = Timeline.from_json(response.content)
    article = timeline.articles[0]
    assert str(article.published) == "2024-06-12"
    for phrase in timeline.time_expressions:
        assert article.text[phrase.start : phrase.end] == phrase.text
    monday = next(phrase for phrase in timeline.time_expressions if "Monday" in phrase.text)
    assert monday.when is not None
    assert str(monday.when.earliest) == "2024-06-10"


def test_phrases_alone(client: TestClient) -> None:
    response = client.post(EXTRACT, json={"text": TEXT, "published": "2024-06-12", "events": "none"})
    timeline = Timeline.from_json(response.content)
    assert timeline.events == ()
    assert timeline.time_expressions


def test_nothing_is_stored_by_extracting(client: TestClient) -> None:
    client.post(EXTRACT, json={"text": TEXT, "published": "2024-06-12", "events": "none"})
    assert len(client.get("/api/v1/articles").json()) == 1


def test_no_publication_date_is_asked_for_unless_undated(client: TestClient) -> None:
    body = {"text": "The council closed the bridge on Monday.", "events": "none"}
    message, remedy = fault(client.post(EXTRACT, json=body), 422)
    assert "publication date" in message
    assert "YYYY-MM-DD" in remedy
    response = client.post(EXTRACT, json={**body, "undated": True})
    assert Timeline.from_json(response.content).articles[0].published is None


def test_a_publication_date_after_today_is_refused_and_today_is_not(client: TestClient) -> None:
    body = {"text": TEXT, "events": "none"}
    tomorrow = today().plus_days(1)
    message, _ = fault(client.post(EXTRACT, json={**body, "published": tomorrow.isoformat()}), 422)
    assert str(tomorrow) in message
    assert client.post(EXTRACT, json={**body, "published": today().isoformat()}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"text": "x", "html": "<p>x</p>"}, 422),
        ({"text": "", "published": "2024-06-12"}, 422),
        ({"text": " \n ", "published": "2024-06-12"}, 422),
        ({"text": TEXT, "published": "2013-13-45"}, 422),
        ({"text": TEXT, "published": "2024-06-12", "events": "some"}, 422),
        ({"text": TEXT, "published": "2024-06-12", "colour": "red"}, 422),
        ({"text": TEXT, "published": "2024-06-12", "options": {"week_start": 9}}, 422),
        ({"text": TEXT, "published": "2024-06-12", "options": {"detail": "most"}}, 422),
        ({"text": TEXT, "published": "2024-06-12", "options": {"zone": "Nowhere/City"}}, 422),
        ({"text": TEXT * 30_000, "published": "2024-06-12"}, 413),
        ({"text": TEXT, "published": "2024-06-12", "options": {"limit": 20}}, 413),
        ({"html": "<html><body></body></html>", "published": "2024-06-12"}, 422),
        ({"text": 7}, 422),
        ([TEXT], 422),
        ("text", 422),
    ],
)
def test_bad_requests_name_fault_and_remedy(client: TestClient, body: object, status: int) -> None:
    fault(client.post(EXTRACT, json=body), status)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b'{"text": "x"', b"[" * 100_000])
def test_bad_json(client: TestClient, content: bytes) -> None:
    fault(client.post(EXTRACT, content=content, headers={"content-type": "application/json"}), 400)


def test_another_media_type(client: TestClient) -> None:
    fault(client.post(EXTRACT, content=b"%PDF", headers={"content-type": "application/pdf"}), 415)


def test_binary_as_text(client: TestClient) -> None:
    fault(
        client.post(
            f"{EXTRACT}?published=2024-06-12", content=bytes(range(256)), headers={"content-type": "text/plain"}
        ),
        422,
    )


def test_a_body_over_the_limit_is_refused_with_and_without_its_length(client: TestClient) -> None:
    big = b"x" * (BODY_LIMIT + 1)
    fault(client.post(EXTRACT, content=big, headers={"content-type": "text/plain"}), 413)

    def parts() -> Iterator[bytes]:
        for _ in range(9):
            yield b"x" * (BODY_LIMIT // 8)

    fault(client.post(EXTRACT, content=parts(), headers={"content-type": "text/plain"}), 413)


def test_a_text_over_the_limit_is_refused_with_the_same_status_in_any_wrapping(client: TestClient) -> None:
    content = (TEXT * 30_000).encode()
    fault(client.post(f"{EXTRACT}?published=2024-06-12", content=content, headers={"content-type": "text/plain"}), 413)


@pytest.mark.parametrize("path", ["/api/nope", "/api/v1/nope", "/api/v2/extract", "/api/", "/api/v1/extract/more"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_unknown_paths_answer_in_json(client: TestClient, path: str, method: str) -> None:
    fault(client.request(method, path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", EXTRACT, "POST"),
        ("DELETE", "/api/v1/articles", "GET, POST"),
        ("POST", "/api/v1/articles/made/timeline.csv", "GET"),
    ],
)
def test_the_wrong_method_is_told_the_right_one(client: TestClient, method: str, path: str, allowed: str) -> None:
    response = client.request(method, path)
    _, remedy = fault(response, 405)
    assert response.headers["allow"] == allowed
    assert allowed.replace(", ", " or ") in remedy


@pytest.mark.parametrize("body", [{"body": "x"}, {}, {"published": "2024-06-12"}])
def test_a_request_without_an_article_is_told_so(client: TestClient, body: object) -> None:
    message, _ = fault(client.post(EXTRACT, json=body), 422)
    assert "text or html is missing" in message


def test_remedies_name_the_options_of_the_api(client: TestClient) -> None:
    german = "Der Rat hat die Brücke am Montag geschlossen, und sie wird erst im Juni wieder geöffnet, sagte er. " * 5
    _, remedy = fault(client.post(EXTRACT, json={"text": german, "published": "2024-06-12"}), 422)
    assert "options.language" in remedy
    body = {"text": TEXT, "published": "2024-06-12", "options": {"limit": 20}}
    _, limit = fault(client.post(EXTRACT, json=body), 413)
    assert "options.limit" in limit
    assert "--" not in remedy + limit


def test_downloads(client: TestClient) -> None:
    table = client.get("/api/v1/articles/made/timeline.csv")
    assert table.headers["content-disposition"] == f'attachment; filename="{file_name(made(), ".csv")}"'
    assert table.content.startswith(b"\xef\xbb\xbf")  # Excel reads another encoding without it
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(read_csv(table.text)) == 10
    read = Timeline.from_json(client.get("/api/v1/articles/made/timeline.json").content)
    assert read == replace(made(), articles=(replace(made().articles[0], outlet="The Bay Herald"),))
    fault(client.get("/api/v1/articles/gone/timeline.csv"), 404)
    fault(client.get("/api/v1/articles/made/timeline.pdf"), 422)


def test_a_selection_and_several_articles_are_downloaded(client: TestClient) -> None:
    address = "/api/v1/articles/made/timeline.json"
    every = Timeline.from_json(client.get(address).content)
    few = Timeline.from_json(client.get(address, params={"event": ["e1", "e2"]}).content)
    assert [event.id for event in few.events] == ["e1", "e2"]
    planned = Timeline.from_json(client.get(address, params={"status": "planned"}).content)
    assert planned.events == tuple(event for event in every.events if event.status == "planned") != ()
    fault(client.get(address, params={"status": "sure"}), 422)
    two = client.get("/api/v1/timeline.json", params={"article": ["made", "made"], "detail": "all"})
    assert len(Timeline.from_json(two.content).articles) == 1
    fault(client.get("/api/v1/timeline.csv"), 422)
    fault(client.get("/api/v1/timeline.csv", params={"article": ["made", "gone"]}), 404)


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[TestClient]:
    """An article with one key event and two that only "all" shows, among ten."""
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store:
        timeline = made("mixed", details={"e1": "key", "e5": "all", "e6": "all"})
        store.save(timeline.articles[0], timeline)
        with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
            yield opened


@pytest.mark.parametrize(("detail", "count"), [("key", 1), ("standard", 8), ("all", 10)])
def test_a_download_holds_the_events_of_a_detail(detail: str, count: int, mixed: TestClient) -> None:
    address = "/api/v1/articles/mixed/timeline"
    read = Timeline.from_json(mixed.get(f"{address}.json", params={"detail": detail}).content)
    assert len(read.events) == count
    assert len(read.links) == (1 if detail == "all" else 0)
    assert len(read_csv(mixed.get(f"{address}.csv", params={"detail": detail}).text)) == count
    assert len(Timeline.from_json(mixed.get(f"{address}.json").content).events) == 8
    message, _ = fault(mixed.get(f"{address}.csv", params={"detail": "most"}), 422)
    assert all(word in message for word in ("detail", "key", "standard", "all"))


@pytest.mark.model
def test_extract_takes_a_detail_in_the_options_and_in_the_query(client: TestClient) -> None:
    def told(detail: str, plain: bool) -> set[int]:
        if plain:
            asked = {"published": "2024-11-13", "detail": detail}
            response = client.post(EXTRACT, content=FIRE, headers={"content-type": "text/plain"}, params=asked)
        else:
            asked = {"text": FIRE, "published": "2024-11-13", "options": {"detail": detail}}
            response = client.post(EXTRACT, json=asked)
        return {event.trigger.start for event in Timeline.from_json(response.content).events}

    key, standard, every = (told(detail, plain=True) for detail in ("key", "standard", "all"))
    assert key < standard < every
    assert told("key", plain=False) == key
    for wrong in (
        client.post(EXTRACT, content=FIRE, headers={"content-type": "text/plain"}, params={"detail": "most"}),
        client.post(EXTRACT, json={"text": FIRE, "options": {"detail": "most"}}),
    ):
        message, _ = fault(wrong, 422)
        assert all(word in message for word in ("detail", "key", "standard", "all"))


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_format_is_downloaded(client: TestClient, format: str) -> None:
    response = client.get(f"/api/v1/articles/made/timeline.{format}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(EXPORTERS[format].media_type.partition(";")[0])
    assert response.content


def test_the_list_of_articles(client: TestClient) -> None:
    (line,) = client.get("/api/v1/articles").json()
    assert (line["id"], line["outlet"], line["published"], line["events"]) == (
        "made",
        "The Bay Herald",
        "2024-06-12",
        10,
    )


def test_openapi_describes_the_api_and_nothing_of_dash(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert set(description["paths"]) == {
        "/api/v1/health",
        "/api/v1/extract",
        "/api/v1/judgements",
        "/api/v1/articles",
        "/api/v1/articles/{id}",
        "/api/v1/articles/{id}/corrections",
        "/api/v1/corrections",
        "/api/v1/articles/{id}/date",
        "/api/v1/articles/{id}/edits",
        "/api/v1/articles/{id}/edits/redo",
        "/api/v1/articles/{id}/edits/undo",
        "/api/v1/articles/{id}/read",
        "/api/v1/articles/{id}/restore",
        "/api/v1/articles/{id}/timeline.{format}",
        "/api/v1/collections",
        "/api/v1/collections/{id}",
        "/api/v1/collections/{id}/articles",
        "/api/v1/collections/{id}/timeline.{format}",
        "/api/v1/compare",
        "/api/v1/digest",
        "/api/v1/jobs",
        "/api/v1/jobs/{id}",
        "/api/v1/timeline.{format}",
    }
    for methods in description["paths"].values():
        for operation in methods.values():
            for status in ("400", "403", "404", "405", "408", "413", "415", "422", "500", "503"):
                content = operation["responses"][status]["content"]["application/problem+json"]
                assert content["schema"] == {"$ref": "#/components/schemas/ErrorAnswer"}
    body = description["paths"][EXTRACT]["post"]["requestBody"]["content"]
    assert set(body) == {"application/json", "text/plain", "text/html"}
    known = set(description["components"]["schemas"])
    named = {part.split('"')[0] for part in json.dumps(description).split("#/components/schemas/")[1:]}
    assert named <= known


def test_the_docs_page_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert EXTRACT in page.text
    for name in ("src=", "<script", "cdn", "//unpkg"):
        assert name not in page.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "10.0.0.7:8050"])
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    fault(client.get("/api/v1/health", headers={"host": host}), 403)
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050", "localhost"])
def test_this_machine_is_served(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"host": host}).status_code == 200
    assert client.get("/api/v1/health", headers={"host": host, "origin": f"http://{host}"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_other_sites_may_not_call(client: TestClient, origin: str) -> None:
    fault(client.post(EXTRACT, json={"text": TEXT}, headers={"origin": origin}), 403)


@pytest.mark.parametrize("path", ["/", "/article/made", "/compare", "/add", "/docs", "/api/v1/health"])
def test_pages_may_load_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy.replace("https", "http").split("sha256")[0]
    assert "http://" not in response.text.replace("http://www.w3.org", "").replace("http://127.0.0.1:8050", "")


def test_a_page_opened_first_by_a_link_has_its_scripts(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store, TestClient(
        create_app(store), base_url="http://127.0.0.1"
    ) as fresh:  # fmt: skip
        assert "assets/app.js" in fresh.get("/compare?a=x").text


def test_pages_are_sent_compressed(client: TestClient) -> None:
    response = client.get("/_dash-layout", headers={"accept-encoding": "gzip"})
    assert response.headers.get("content-encoding") == "gzip"


def test_a_fault_of_the_program_answers_in_our_shape_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> str:
        raise KeyError("inside")

    monkeypatch.setattr("dashboard.work.Workers.run", broken)
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store:
        application = create_app(store)
        with TestClient(application, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
            response = opened.post(EXTRACT, json={"text": TEXT})
    message, _ = fault(response, 500)
    assert "inside" not in message
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert "inside" in caplog.text
