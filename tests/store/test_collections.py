"""Collections against real SQLite files."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.dashboard.made import made
from timeline.errors import InputError, StoreError
from timeline.store import Store


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        for id, days in (("late", 9), ("early", -9), ("middle", 0)):
            timeline = made(id, days)
            opened.save(timeline.articles[0], timeline)
        yield opened


def test_a_collection_outlives_a_restart_with_its_articles_by_publication(store: Store, url: str) -> None:
    kept = store.collections.create("  Harbour \n bridge ", ["late", "early", "late"])
    assert (kept.name, kept.articles) == ("Harbour bridge", ("early", "late"))
    with Store.open(url) as other:
        assert other.collections.get(kept.id) == kept
        assert other.collections.list() == [kept]


def test_the_list_is_by_name_and_an_empty_one_is_in_it(store: Store) -> None:
    names = ["ports", "Bridges", "ships"]
    for name in names:
        store.collections.create(name)
    assert [(one.name, one.articles) for one in store.collections.list()] == [
        ("Bridges", ()), ("ports", ()), ("ships", ()),
    ]  # fmt: skip


def test_articles_go_in_once_and_come_out(store: Store) -> None:
    id = store.collections.create("Bridge", ["early"]).id
    put = store.collections.put(id, ["early", "middle"])
    assert put is not None and put.articles == ("early", "middle")
    taken = store.collections.take(id, ["early", "never there"])
    assert taken is not None and taken.articles == ("middle",)
    assert store.get("early") is not None


def test_it_is_renamed_and_deleted_and_its_articles_stay(store: Store) -> None:
    id = store.collections.create("Bridge", ["early", "late"]).id
    renamed = store.collections.rename(id, "Harbour")
    assert renamed is not None and (renamed.name, renamed.articles) == ("Harbour", ("early", "late"))
    assert store.collections.delete(id)
    assert store.collections.get(id) is None and store.collections.list() == []
    assert store.count() == 3


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.collections.get("nowhere") is None
    assert store.collections.rename("nowhere", "Name") is None
    assert store.collections.put("nowhere", ["early"]) is None
    assert store.collections.take("nowhere", ["early"]) is None
    assert not store.collections.delete("nowhere")


@pytest.mark.parametrize("name", ["", " \n\t", "x" * 201])
def test_a_name_that_is_none_is_refused_and_nothing_is_made(store: Store, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        store.collections.create(name)
    assert store.collections.list() == []
    kept = store.collections.create("x" * 200)
    with pytest.raises(InputError, match="name"):
        store.collections.rename(kept.id, name)
    assert store.collections.get(kept.id) == kept


def test_an_unknown_article_is_refused_and_nothing_is_put_in(store: Store) -> None:
    with pytest.raises(InputError, match="no article nowhere"):
        store.collections.create("Bridge", ["early", "nowhere"])
    assert store.collections.list() == []
    id = store.collections.create("Bridge").id
    with pytest.raises(InputError, match="no article nowhere"):
        store.collections.put(id, ["early", "nowhere"])
    assert store.collections.get(id).articles == ()  # type: ignore[union-attr]


def test_a_removed_article_is_not_shown_until_it_is_brought_back(store: Store) -> None:
    id = store.collections.create("Bridge", ["early", "late"]).id
    store.remove("early")
    assert store.collections.get(id).articles == ("late",)  # type: ignore[union-attr]
    with pytest.raises(InputError, match="no article early"):
        store.collections.put(id, ["early"])
    store.restore("early")
    assert store.collections.get(id).articles == ("early", "late")  # type: ignore[union-attr]
    store.delete("early")
    assert store.collections.get(id).articles == ("late",)  # type: ignore[union-attr]


def test_writers_at_once_lose_nothing(store: Store, url: str) -> None:
    id = store.collections.create("Bridge").id

    def put(article: str) -> None:
        with Store.open(url) as own:
            own.collections.put(id, [article])

    threads = [threading.Thread(target=put, args=(name,)) for name in ("early", "middle", "late")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.collections.get(id).articles == ("early", "middle", "late")  # type: ignore[union-attr]


def test_a_library_that_can_only_be_read_is_told(store: Store, url: str) -> None:
    kept = store.collections.create("Bridge", ["early"])
    store.close()
    with Store.open(url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true") as other:
        assert other.collections.list() == [kept]
        with pytest.raises(StoreError, match="read-only"):
            other.collections.create("Another")
