"""Comparison and digest over HTTP, through the real application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from dashboard.app import create_app
from tests.dashboard.made import made
from timeline.store import Store

TEXTS = ("Anna Berg, the mayor of Lund, was arrested at Tarn airport on 5 May 2014.",
         "Anna Berg, the mayor of Lund, was arrested at Tarn airport on 19 May 2014.")  # fmt: skip
SENT = [{"text": text, "published": "2014-06-01"} for text in TEXTS]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("compare") / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        timeline = made()
        store.save(timeline.articles[0], timeline)
        with TestClient(create_app(store), base_url="http://127.0.0.1:8050") as opened:
            yield opened


@pytest.mark.model
def test_compare(client: TestClient) -> None:
    answer = client.post("/api/v1/compare", json={"articles": SENT, "stored": [made().articles[0].id]})
    assert answer.status_code == 200, answer.text
    assert [d["says"] for d in answer.json()["differences"]] == [["2014-05-05", "2014-05-19"]]
    assert len(answer.json()["articles"]) == 3


@pytest.mark.model
def test_digest(client: TestClient) -> None:
    answer = client.post("/api/v1/digest", json={"articles": SENT, "dates": 1})
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["days"]) == 1
    answer = client.post("/api/v1/digest", json={"articles": SENT, "about": "Anna Berg"})
    assert [e["label"] for e in answer.json()["events"]]


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"stored": ["nowhere"]}, 404), ({"articles": [{}]}, 422), ({"articles": SENT, "dates": 0}, 422)],
)
def test_what_cannot_be_compared_is_told_why(client: TestClient, body: dict[str, object], status: int) -> None:
    answer = client.post("/api/v1/digest", json=body)
    assert answer.status_code == status, answer.text
    assert "remedy" in answer.text
