"""What the pages and the API show of a database with a damaged article in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dashboard.app import create_app
from dashboard.figure import View
from dashboard.state import Route, Selection
from dashboard.views import entries_of, library_of, page_of
from tests.dashboard.made import made
from tests.dashboard.test_pages import everything, words
from timeline.store import Store

DAMAGE = [
    "UPDATE articles SET published = 'xx' WHERE id = 'bad'",
    "UPDATE articles SET body = 'no JSON' WHERE id = 'bad'",
    "UPDATE articles SET added = 'no date' WHERE id = 'bad'",
    "UPDATE articles SET title = CAST(x'ff' AS TEXT) WHERE id = 'bad'",
    "UPDATE timelines SET content = '{}x' WHERE article = 'bad'",
    "DELETE FROM timelines WHERE article = 'bad'",
]


@pytest.fixture(params=DAMAGE)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as opened:
        for name, days in (("bad", 1), ("good", 0)):
            timeline = made(name, days)
            opened.save(timeline.articles[0], timeline)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(request.param)
            connection.commit()
        yield opened


def test_pages_say_which_article_is_damaged_and_show_the_others(store: Store) -> None:
    view, nothing = View(), Selection()
    assert "Events " in words(page_of(store, Route("article", ("good",)), view, nothing))
    assert "Events in order" in words(page_of(store, Route("compare", ("bad", "good")), view, nothing))
    assert len(list(everything(library_of(store, Route())))) > 0
    assert "good" in [article.id for _, article, _ in entries_of(store, Route("compare", ("bad", "good")))]


def test_a_damaged_article_can_be_removed_from_its_page(store: Store) -> None:
    page = page_of(store, Route("article", ("bad",)), View(), Selection())
    assert {"remove", "remove-modal", "remove-yes"} <= {getattr(part, "id", None) for part in everything(page)}


def test_a_comparison_names_what_it_leaves_out(store: Store) -> None:
    entries = entries_of(store, Route("compare", ("bad", "good")))
    page = page_of(store, Route("compare", ("bad", "good")), View(), Selection())
    titles = [str(getattr(part, "title", "")) for part in everything(page)]
    assert any("article bad" in title for title in titles) is (len(entries) == 1)


def test_the_api_answers_and_names_it(store: Store) -> None:
    with TestClient(create_app(store), base_url="http://127.0.0.1") as client:
        assert client.get("/api/v1/health").json()["articles"] == 2
        assert {line["id"] for line in client.get("/api/v1/articles").json()} == {"bad", "good"}
        assert client.get("/api/v1/articles/good/timeline.csv").status_code == 200
        answer = client.get("/api/v1/articles/bad/timeline.csv")
        if answer.status_code != 200:
            assert answer.status_code == 500
            assert "article bad" in answer.json()["detail"]
