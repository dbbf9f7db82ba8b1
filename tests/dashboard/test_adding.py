"""A copy that was just added and is read anew with another date: what was corrected in it meanwhile stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dashboard.app import create_app
from timeline.intervals import Bound
from timeline.store import Store

pytestmark = pytest.mark.model
TEXT = "Pier reopens\n\nThe pier of Tarn reopened on Monday. It had been closed since March, the harbour master said."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
        yield opened


def added(client: TestClient, **asked: str) -> dict[str, Any]:
    """The last step but "end" of what the page is told."""
    answer = client.post("/adding/articles", params=asked, content=TEXT.encode())
    steps: list[dict[str, Any]] = [json.loads(line) for line in answer.text.splitlines()]
    assert steps[-1] == {"stage": "end"}
    return steps[-2]


def relabel(client: TestClient, id: str) -> None:
    first = client.get(f"/api/v1/articles/{id}/timeline.json?detail=all").json()["events"][0]["id"]
    changes = [{"field": "label", "event": first, "value": "Pier open again"}]
    answer = client.post(f"/api/v1/articles/{id}/edits", json={"who": "Mara", "seen": 0, "changes": changes})
    assert answer.status_code == 200


def test_a_copy_without_corrections_gives_way_to_the_new_one(client: TestClient, store: Store) -> None:
    first = added(client, published="2024-06-12")
    second = added(client, published="2024-06-19", replaces=first["id"])
    assert (second["stage"], second["published"]) == ("stored", "2024-06-19")
    (line,) = store.list()
    assert (line.id, line.published) == (second["id"], Bound.parse("2024-06-19"))


def test_a_copy_that_was_corrected_stays_and_gets_the_date(client: TestClient, store: Store) -> None:
    first = added(client, published="2024-06-12")
    relabel(client, first["id"])
    refused = added(client, published="2024-06-19", replaces=first["id"])
    assert refused["stage"] == "failed"
    assert refused["problem"]["message"] == "This article was corrected since it was added."
    assert "Edit article" in refused["problem"]["remedy"]
    second = added(client, published="2024-06-19", replaces=first["id"], who="Mara")
    assert (second["stage"], second["id"], second["published"]) == ("stored", first["id"], "2024-06-19")
    (line,) = store.list()
    assert (line.id, line.published) == (first["id"], Bound.parse("2024-06-19"))
    stored = store.get(first["id"])
    assert stored is not None
    assert "Pier open again" in {event.label for event in stored[1].events}
    assert [entry.field for entry in store.edits(first["id"])] == ["label", "published"]


def test_an_edited_article_is_not_deleted_where_only_an_unedited_one_may_be(client: TestClient, store: Store) -> None:
    first = added(client, published="2024-06-12")
    relabel(client, first["id"])
    assert not store.delete(first["id"], unedited=True)
    assert store.edited() == [first["id"]]
    assert store.delete(first["id"])
