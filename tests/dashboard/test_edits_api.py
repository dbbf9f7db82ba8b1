"""Editing over REST, on a real database: each verb, what is refused, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

from dashboard.app import create_app
from tests.dashboard.made import made
from tests.made import FIRE
from timeline.edits.moving import Move, moved
from timeline.edits.values import when_text
from timeline.model import Event, Timeline
from timeline.store import Store

BASE = "/api/v1/articles/made"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as opened:
        opened.save(made().articles[0], made(), outlet="The Bay Herald")
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
        yield opened


def log(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{BASE}/edits").json()
    return answer


def send(client: TestClient, *changes: dict[str, Any], seen: int | None = None, **more: Any) -> Any:
    body = {"who": "Mara", "seen": log(client)["sequence"] if seen is None else seen, "changes": list(changes), **more}
    return client.post(f"{BASE}/edits", json=body)


def shown(client: TestClient) -> Timeline:
    return Timeline.from_json(client.get(f"{BASE}/timeline.json", params={"detail": "all"}).content)


def event(client: TestClient, id: str) -> Event:
    return next(one for one in shown(client).events if one.id == id)


HERALD = replace(made(), articles=(replace(made().articles[0], outlet="The Bay Herald"),))
FIRST = made().events[0].id
SECOND = made().events[1].id


def test_an_edit_is_in_the_timeline_the_log_and_the_list(client: TestClient) -> None:
    answer = send(
        client, {"field": "label", "event": FIRST, "value": "Bridge shut"},
        {"field": "when", "event": FIRST, "value": "early March"}, reason="the port's book",
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    assert [(one["field"], one["who"], one["reason"]) for one in answer.json()["entries"]] == [
        ("label", "Mara", "the port's book"), ("when", "Mara", "the port's book"),
    ]  # fmt: skip
    changed = event(client, FIRST)
    assert (changed.label, str(changed.when.earliest if changed.when else None)) == ("Bridge shut", "2024-03-01")
    assert [one.field for one in changed.corrections] == ["label", "when"]
    assert changed.corrections[0].at.endswith("+00:00")
    assert answer.json()["done"] == [1]


def test_undo_and_redo_over_a_restart(client: TestClient, store: Store) -> None:
    send(client, {"field": "label", "event": FIRST, "value": "Bridge shut"})
    undone = client.post(f"{BASE}/edits/undo", json={"who": "Tom", "seen": 1})
    assert (undone.json()["done"], undone.json()["undone"]) == ([], [1])
    assert shown(client) == HERALD
    with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as again:
        assert again.post(f"{BASE}/edits/redo", json={"who": "Tom", "seen": 2}).json()["done"] == [1]
        assert event(again, FIRST).label == "Bridge shut"


def test_the_later_of_two_is_told_and_overwrites_nothing(client: TestClient) -> None:
    send(client, {"field": "label", "event": FIRST, "value": "Bridge shut"})
    late = send(client, {"field": "label", "event": FIRST, "value": "Bridge open"}, seen=0)
    assert late.status_code == 409
    assert "Mara changed this meanwhile" in late.json()["detail"]
    assert "Bridge shut" in late.json()["detail"]
    assert event(client, FIRST).label == "Bridge shut"
    assert send(client, {"field": "label", "event": SECOND, "value": "Another"}, seen=0).status_code == 200


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"field": "label", "event": FIRST, "value": ""}, 422, "label: an event needs a label"),
        ({"field": "when", "event": FIRST, "value": "the usual"}, 422, "when: “the usual” is not understood"),
        ({"field": "status", "event": "made-e99", "value": "denied"}, 422, "there is no event made-e99"),
        ({"field": "published", "value": "2999-01-01"}, 422, "lies after today"),
        ({"field": "label", "event": FIRST, "value": "x", "colour": "red"}, 422, "colour"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    client: TestClient, change: dict[str, Any], status: int, words: str
) -> None:
    answer = send(client, change)
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert answer.json()["remedy"]
    assert log(client)["sequence"] == 0


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    for method, path in (
        ("GET", "edits"), ("GET", "corrections"), ("GET", "date?words=2024"), ("POST", "read"), ("POST", "restore"),
    ):  # fmt: skip
        answer = client.request(method, f"/api/v1/articles/nowhere/{path}")
        assert answer.status_code == 404, path
        assert answer.json()["remedy"]
    assert client.delete("/api/v1/articles/nowhere").status_code == 404


def test_a_step_that_fails_in_its_second_change_makes_none(client: TestClient) -> None:
    answer = send(
        client, {"field": "label", "event": FIRST, "value": "x"}, {"field": "status", "event": FIRST, "value": "maybe"}
    )
    assert answer.status_code == 422
    assert shown(client) == HERALD


def test_an_event_is_removed_restored_merged_split_and_added(client: TestClient) -> None:
    assert send(client, {"field": "removed", "event": FIRST, "value": "yes"}).status_code == 200
    assert FIRST not in [one.id for one in shown(client).events]
    assert [one["id"] for one in log(client)["removed"]] == [FIRST]
    assert send(client, {"field": "removed", "event": FIRST, "value": None}).status_code == 200
    assert send(client, {"field": "merged", "event": FIRST, "other": SECOND}).status_code == 200
    merged = event(client, FIRST)
    assert len(merged.mentions) >= 2
    trigger = merged.mentions[-1].trigger
    place = {"start": trigger.start, "end": trigger.end}
    assert send(client, {"field": "split", "event": FIRST, "value": "Own", "span": place}).status_code == 200
    answer = send(
        client, {"field": "added", "value": "Added", "span": {"start": 0, "end": 6}},
        {"field": "when", "event": "new", "value": "3 May 2024"},
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    labels = {one.label: one for one in shown(client).events}
    assert labels["Own"].trigger == trigger
    assert str(labels["Added"].when.earliest if labels["Added"].when else None) == "2024-05-03"


def test_title_outlet_and_address_are_set_in_the_list_and_emptied(client: TestClient) -> None:
    body = {"who": "Mara", "seen": 0, "title": "Bridge closed", "outlet": "Harbour News", "url": None}
    assert client.patch(BASE, json=body).status_code == 200
    (line,) = client.get("/api/v1/articles").json()
    assert (line["title"], line["outlet"], line["url"]) == ("Bridge closed", "Harbour News", None)
    client.post(f"{BASE}/edits/undo", json={"who": "Mara", "seen": log(client)["sequence"]})
    (line,) = client.get("/api/v1/articles").json()
    assert (line["title"], line["outlet"]) == (made().articles[0].title, "The Bay Herald")


def test_the_number_of_events_in_the_list_follows_the_edits(client: TestClient) -> None:
    before = client.get("/api/v1/articles").json()[0]["events"]
    send(client, {"field": "removed", "event": FIRST, "value": "yes"})
    assert client.get("/api/v1/articles").json()[0]["events"] == before - 1


def test_a_typed_date_is_shown_before_it_is_taken(client: TestClient) -> None:
    answer = client.get(f"{BASE}/date", params={"words": "early March"}).json()
    assert answer["words"] == "between 1 and 11 Mar 2024"
    assert answer["when"]["begin"] == {"earliest": "2024-03-01", "latest": "2024-03-11"}
    assert client.get(f"{BASE}/date", params={"words": "the usual"}).status_code == 422
    assert log(client)["sequence"] == 0


def test_an_article_is_removed_and_brought_back(client: TestClient) -> None:
    assert client.delete(BASE).json() == {"id": "made", "removed": True}
    assert client.get(f"{BASE}/timeline.json").status_code == 404
    assert client.get("/api/v1/articles").json() == []
    assert [one["id"] for one in client.get("/api/v1/articles?removed=true").json()] == ["made"]
    assert client.post(f"{BASE}/restore").json() == {"id": "made", "removed": False}
    assert shown(client) == HERALD


def test_corrections_are_taken_away_as_json_and_as_rows_of_a_corpus(client: TestClient) -> None:
    send(client, {"field": "when", "event": FIRST, "value": "3 May 2024"}, reason="the port's book")
    found = client.get(f"{BASE}/corrections").json()
    assert set(found) == {"corpus", "annotation", "log"}
    assert found["log"][0]["reason"] == "the port's book"
    (row,) = yaml.safe_load(client.get(f"{BASE}/corrections?form=yaml").text)
    (wanted,) = row["events"].values()
    assert wanted == {"begin": ["2024-05-03", "2024-05-03"], "end": ["2024-05-03", "2024-05-03"]}
    assert yaml.safe_load(client.get("/api/v1/corrections?form=yaml").text) == [row]
    assert client.get("/api/v1/corrections").json() == {"made": found}
    log = client.get(f"{BASE}/corrections?form=csv")
    assert log.headers["content-type"].startswith("text/csv")
    assert "the port's book" in log.text


def test_an_event_is_moved_with_its_length(client: TestClient) -> None:
    before = event(client, FIRST).when
    send(client, {"field": "when", "event": FIRST, "move": {"count": 12, "unit": "month"}})
    after = event(client, FIRST).when
    assert before is not None
    assert after == moved(before, Move(12, "month"))
    assert event(client, FIRST).corrections[0].person == when_text(after)
    refused = send(client, {"field": "when", "event": FIRST, "move": {"count": 1, "unit": "week"}})
    assert refused.status_code == 422
    undated = next(one.id for one in shown(client).events if one.when is None)
    answer = send(client, {"field": "when", "event": undated, "move": {"count": 1, "unit": "day"}})
    assert (answer.status_code, answer.json()["detail"]) == (422, "when: an event without a date cannot be moved")


@pytest.mark.model
def test_another_date_of_publication_reads_the_phrases_anew_and_keeps_the_corrections(store: Store) -> None:
    with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as client:
        made_now = client.post(
            "/api/v1/extract", json={"text": FIRE, "published": "2024-11-13", "options": {"detail": "all"}}
        )
        timeline = Timeline.from_json(made_now.content)
        article = timeline.articles[0]
        store.save(article, timeline)
        base = f"/api/v1/articles/{article.id}"

        def events() -> dict[str, Event]:
            read = client.get(f"{base}/timeline.json?detail=all").content
            return {one.label: one for one in Timeline.from_json(read).events}

        before = events()
        burned = next(one for label, one in before.items() if "burned down" in label or "burns down" in label)
        other = next(one for label, one in before.items() if "meet" in label)
        assert burned.when is not None and str(burned.when.earliest).startswith("2024-11-11")
        changes = [{"field": "label", "event": other.id, "value": "Council helps the owner"}]
        client.post(f"{base}/edits", json={"who": "Mara", "seen": 0, "changes": changes})
        patched = client.patch(base, json={"who": "Mara", "seen": 1, "published": "20 November 2024"})
        assert patched.status_code == 200, patched.text
        after = events()
        assert "Council helps the owner" in after
        moved = after[burned.label]
        assert moved.when is not None and str(moved.when.earliest).startswith("2024-11-18")
        assert client.get("/api/v1/articles").json()[0]["published"] == "2024-11-20"
        undone = client.post(f"{base}/edits/undo", json={"who": "Mara", "seen": 2})
        assert undone.status_code == 200, undone.text
        assert events()[burned.label].when == burned.when
        assert client.post(f"{base}/read").json()["differences"] == []
        assert "Council helps the owner" in events()
