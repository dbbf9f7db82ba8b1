"""Judgements over HTTP, through the real application: said, counted in a comparison, undone, refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dashboard.app import create_app
from tests.dashboard.test_matrix import ONE, TWO
from timeline.store import Store

BASE = "/api/v1/judgements"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store:
        for _, article, timeline in (ONE, TWO):
            store.save(article, timeline)
        with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
            yield opened


def say(client: TestClient, same: bool, seen: int = 0, **more: Any) -> Any:
    body = {"who": "Mara", "seen": seen, "same": same, "one": {"article": "a", "event": "a.e1"}, **more}
    return client.post(BASE, json={"others": [{"article": "b", "event": "b.e1"}], **body})


def shared(client: TestClient) -> list[list[str]]:
    answer = client.post("/api/v1/compare", json={"stored": ["a", "b"]})
    assert answer.status_code == 200, answer.text
    return [joint["events"] for joint in answer.json()["joint"] if len(joint["events"]) > 1]


def test_what_is_said_counts_in_a_comparison_until_it_is_undone(client: TestClient) -> None:
    assert shared(client) == [["a.e1", "b.e1"]]
    answer = say(client, False, reason="two arrests")
    assert answer.status_code == 200, answer.text
    assert shared(client) == []
    listed = client.get(BASE, params={"article": "a"}).json()
    assert listed == answer.json()
    assert [(one["same"], one["who"], one["reason"], one["step"]) for one in listed] == [
        (False, "Mara", "two arrests", 1)
    ]
    undone = client.post("/api/v1/articles/a/edits/undo", json={"who": "Mara", "seen": 1, "step": 1})
    assert undone.status_code == 200, undone.text
    assert shared(client) == [["a.e1", "b.e1"]]


def test_what_is_sent_along_counts_too(client: TestClient) -> None:
    said = say(client, False).json()
    client.post("/api/v1/articles/a/edits/undo", json={"who": "Mara", "seen": 1})
    answer = client.post("/api/v1/compare", json={"stored": ["a", "b"], "judgements": said})
    assert answer.json()["judgements"] == said
    assert [j for j in answer.json()["joint"] if len(j["events"]) > 1] == []


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [({"who": ""}, 422, "name"), ({"others": []}, 422, "others"), ({"one": {"article": "x", "event": "e"}}, 404, "x"),
     ({"others": [{"article": "a", "event": "a.e2"}]}, 422, "merge")],
)  # fmt: skip
def test_what_cannot_be_said_is_told_why(client: TestClient, more: dict[str, Any], status: int, words: str) -> None:
    answer = say(client, True, **more)
    assert answer.status_code == status, answer.text
    assert words in answer.text


def test_the_later_of_two_is_told(client: TestClient) -> None:
    assert say(client, False).status_code == 200
    answer = say(client, True)
    assert answer.status_code == 409
    assert "Mara changed this meanwhile" in answer.text
