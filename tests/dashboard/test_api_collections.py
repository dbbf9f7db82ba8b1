"""Collections over HTTP, through the real application."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dashboard.app import create_app
from tests.dashboard.made import made
from timeline.cli import main
from timeline.export import read_csv
from timeline.model import Timeline
from timeline.store import Store

AT = "/api/v1/collections"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as opened:
        for number in range(3):
            timeline = made(f"made{number}", number)
            opened.save(timeline.articles[0], timeline)
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
        yield opened


def test_a_collection_is_made_found_changed_and_deleted(client: TestClient) -> None:
    answer = client.post(AT, json={"name": " Harbour  bridge ", "articles": ["made1", "made0"]})
    assert answer.status_code == 201, answer.text
    kept = answer.json()
    assert (kept["name"], kept["articles"]) == ("Harbour bridge", ["made0", "made1"])
    place = answer.headers["location"]
    assert client.get(place).json() == kept
    assert client.get(AT).json() == [kept]
    assert client.patch(place, json={"name": "Bridge"}).json() == {**kept, "name": "Bridge"}
    assert client.post(f"{place}/articles", json={"articles": ["made2"]}).json()["articles"][-1] == "made2"
    out = client.delete(f"{place}/articles?article=made0&article=made1").json()
    assert out["articles"] == ["made2"]
    assert client.delete(place).json() == {"id": kept["id"], "deleted": True}
    assert client.get(place).status_code == 404
    assert client.get("/api/v1/articles/made2").status_code == 200


def test_an_unchanged_list_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(AT).headers["etag"]
    assert client.get(AT, headers={"if-none-match": tag}).status_code == 304
    client.post(AT, json={"name": "Bridge"})
    assert client.get(AT, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/nowhere", None, 404),
        ("PATCH", "/nowhere", {"name": "Bridge"}, 404),
        ("DELETE", "/nowhere", None, 404),
        ("POST", "/nowhere/articles", {"articles": ["made0"]}, 404),
        ("DELETE", "/nowhere/articles?article=made0", None, 404),
        ("DELETE", "/nowhere/articles", None, 422),
        ("POST", "", {"name": ""}, 422),
        ("POST", "", {"name": "  \n"}, 422),
        ("POST", "", {"name": "x" * 201}, 422),
        ("POST", "", {"articles": ["made0"]}, 422),
        ("POST", "", {"name": "Bridge", "articles": ["nowhere"]}, 422),
        ("POST", "", {"name": "Bridge", "articles": [""]}, 422),
        ("POST", "", {"name": "Bridge", "more": 1}, 422),
        ("POST", "", {"name": "\ud800"}, 422),
        ("PUT", "/nowhere", {"name": "Bridge"}, 405),
    ],
)
def test_what_cannot_be_done_is_told_with_its_remedy(
    client: TestClient, method: str, path: str, body: dict[str, object] | None, status: int
) -> None:
    content = None if body is None else json.dumps(body)
    answer = client.request(method, AT + path, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] and answer.json()["remedy"]
    assert client.get(AT).json() == []


def test_a_library_that_can_only_be_read_is_told(store: Store, client: TestClient) -> None:
    kept = client.post(AT, json={"name": "Bridge"}).json()
    store.read_only = True
    for method, path, body in (
        ("POST", "", {"name": "Other"}), ("PATCH", f"/{kept['id']}", {"name": "Other"}),
        ("DELETE", f"/{kept['id']}", None),
    ):  # fmt: skip
        assert client.request(method, AT + path, json=body).status_code == 403
    assert client.get(AT).json() == [kept]


def test_a_collection_is_taken_away_as_one_file(client: TestClient, store: Store) -> None:
    kept = store.collections.create("Harbour bridge", ["made2", "made0"])
    place = f"{AT}/{kept.id}/timeline"
    answer = client.get(f"{place}.csv")
    events = read_csv(answer.text, [found[0] for id in kept.articles if (found := store.get(id))])
    assert {event.article for event in events} == {"made0", "made2"}
    assert re.search(r'"2024(-\d\d){2}-2024(-\d\d){2}-harbour-bridge\.csv"', answer.headers["content-disposition"])
    timeline = Timeline.from_json(client.get(f"{place}.json?detail=all&status=planned").text)
    assert [article.id for article in timeline.articles] == ["made0", "made2"]
    assert {event.status.value for event in timeline.events} == {"planned"}
    tag = answer.headers["etag"]
    assert client.get(f"{place}.csv", headers={"if-none-match": tag}).status_code == 304
    store.collections.take(kept.id, ["made2"])
    assert client.get(f"{place}.csv", headers={"if-none-match": tag}).status_code == 200
    store.collections.take(kept.id, ["made0"])
    for path, status, words in (
        (f"{place}.csv", 422, "empty"),
        (f"{AT}/nothing/timeline.csv", 404, "no collection"),
        (f"{place}.odt", 422, "format"),
    ):
        answer = client.get(path)
        assert (answer.status_code, words in answer.text) == (status, True), answer.text


def test_a_collection_on_the_command_line(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.collections.create("Harbour bridge", ["made2", "made0"])
    for name in ("Twice", "Twice", "Empty"):
        store.collections.create(name, ["made1"] if name == "Twice" else [])
    database = ("--database", f"sqlite:///{tmp_path / 'store.sqlite3'}")

    def run(*arguments: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["export", *arguments])
        return left.value.code or 0, *capsys.readouterr()

    code, out, _ = run("--collection", "harbour  BRIDGE", "--format", "json", *database)
    assert (code, [one.id for one in Timeline.from_json(out).articles]) == (0, ["made0", "made2"])
    for arguments, told in (
        (("--collection", "Ferry", *database), "there is no collection 'Ferry'; name one of those there are: 'Empty'"),
        (("--collection", "Twice", *database), "give the id of one"),
        (("--collection", "Empty", *database), "is empty"),
        (("--collection", "Empty", "a.json", *database), "one of the two"),
        ((), "one of the two"),
    ):
        code, _, told_so = run(*arguments)
        assert (code, told in told_so) == (2, True), told_so
