"""Search by words: what is found from which letters, whatever is typed, and in databases from before there was one."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dashboard.made import made
from tests.store.postgres import server
from timeline.errors import StoreError
from timeline.store import Store
from timeline.store.schema import _config
from timeline.store.searching import LONGEST, words_of


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    running = request.getfixturevalue("running")
    name = f"t{uuid.uuid4().hex[:12]}"
    with engine(running.format("postgres")).connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return str(running.format(name))


def engine(url: str) -> sa.Engine:
    """With no pool, so that nothing stays open."""
    full = url.replace("postgresql:", "postgresql+psycopg:")
    return sa.create_engine(full, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)


def put(store: Store, id: str, title: str, outlet: str = "", text: str = "", **more: Any) -> None:
    timeline = made(id)
    article = replace(timeline.articles[0], title=title, outlet=outlet or None, **more)
    if text:
        article, timeline = replace(article, text=text, body=()), replace(timeline, articles=(), events=())
    store.save(article, timeline)


def found(store: Store, words: str) -> set[str]:
    lines, total = store.search(words, text=True)
    assert total == len(lines)
    return {line.id for line in lines}


FOUND = [
    ("bridge", {"a", "b"}),
    ("BRIDGE clos", {"a"}),
    ("clos bri", {"a"}),
    ("ridge", set()),  # a word is found from its first letter on
    ("bridges", set()),
    ("zurich", {"b"}),
    ("Zürich", {"b"}),
    ("ZÜR", {"b"}),
    ("strasse", {"b"}),
    ("straß", {"b"}),
    ("well-known", {"a"}),
    ("known well", {"a"}),
    ("mayor's", {"a"}),
    ("mayors", set()),
    ("herald", {"a"}),
    ("paper.example/2024", {"b"}),
    ("100%", {"a"}),
    ("3.5", {"c"}),
    ("ferry", {"c"}),  # of the text alone
    ("ferry bridge", set()),
    ("мост", {"c"}),
    ("МОС", {"c"}),
    ("", {"a", "b", "c"}),
    (' "- * ', {"a", "b", "c"}),  # no word yet
    ('"bridge', {"a", "b"}),
    ("bridge AND NOT", set()),
    ("words:bridge", set()),
    ("bridge\0clos", {"a"}),
]


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        put(opened, "a", "Bridge closed at 100%", "The Herald", text="The well-known bridge, the mayor's own.")
        put(opened, "b", "Zürich: bridge in the Straße", url="https://paper.example/2024/x", text="Nothing.")
        put(opened, "c", "A boat", text="The ferry sank 3.5 miles away. Мост закрыт.")
        yield opened


def test_what_is_found(store: Store) -> None:
    assert {words: found(store, words) for words, _ in FOUND} == dict(FOUND)


def test_without_the_text_what_is_known_of_the_article_alone_is_looked_at(store: Store) -> None:
    asked = ("bridge", "zur", "herald", "paper 2024", "ferry", "mayor", "bridge mayor", "")
    about = {words: {line.id for line in store.search(words)[0]} for words in asked}
    assert about == {
        "bridge": {"a", "b"}, "zur": {"b"}, "herald": {"a"}, "paper 2024": {"b"}, "ferry": set(), "mayor": set(),
        "bridge mayor": set(), "": {"a", "b", "c"},
    }  # fmt: skip


ODD = st.text(
    st.sampled_from("ab1\"'*-+:^()\\&|!<>{}[]~%_.;/\0 \ud800é漢\U0001e900\u0301ßİ") | st.characters(), max_size=80
)


def test_nothing_that_is_typed_is_a_fault(store: Store) -> None:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ODD)
    def typed(words: str) -> None:
        found(store, words)

    typed()
    for words in ("a " * 5000, "x" * 100_000, " ".join(map(str, range(3000))), "AND OR NEAR(a b)", "*", '""', "'' :*"):
        found(store, words)


def test_every_beginning_of_a_stored_word_finds_it(store: Store) -> None:
    """The same in both databases, for words of any script."""
    number = 0

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12))
    def stored(title: str) -> None:
        nonlocal number
        number += 1
        id = f"h{number}"
        put(store, id, title)
        for word in title.split():
            for end in range(1, len(word) + 1):
                assert id in found(store, word[:end]), (title, word[:end])
        store.delete(id)

    stored()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("Bridge, bridge!", "The BRIDGE"), ["bridge", "the"]),
        (("snake_case x1",), ["snake", "case", "x1"]),
        ((None, b"bytes", 3, "one"), ["one"]),
        (("ﬁre ① ²",), ["fire", "1", "2"]),
        (("x" * 200,), ["x" * LONGEST]),
        (("\0 \ud800 -",), []),
    ],
)
def test_words(parts: tuple[object, ...], words: list[str]) -> None:
    assert list(words_of(*parts)) == words


def test_the_index_follows_what_is_stored(store: Store) -> None:
    put(store, "a", "Tunnel opened", text="Nothing.")
    assert (found(store, "bridge"), found(store, "tunnel")) == ({"b"}, {"a"})
    store.remove("a")
    assert found(store, "tunnel") == set()
    store.restore("a")
    assert found(store, "tunnel") == {"a"}
    store.remove("a")
    put(store, "a", "Tunnel opened again")
    assert found(store, "tunnel again") == {"a"}
    store.delete("a")
    assert found(store, "tunnel") == set()
    assert _rows(store) == 2


def _rows(store: Store) -> int:
    """Rows of the index, which must not stay behind."""
    table = "article_search" if store._engine.dialect.name == "sqlite" else "article_words"
    with store._engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def test_a_page_of_what_is_found_is_in_the_order_of_the_list(url: str) -> None:
    with Store.open(url) as store:
        for number in range(7):
            timeline = made(f"a{number}", title=f"Bridge {number}", days=number)
            store.save(timeline.articles[0], timeline, sample=number == 6)
        lines, total = store.search("bridge", limit=3, offset=2)
        assert ([line.id for line in lines], total) == (["a3", "a2", "a1"], 7)
        assert store.search("bridge", limit=3, offset=7) == ([], 7)


def test_all_pages_together_are_what_one_large_page_is(url: str) -> None:
    """The first pages of many matches are found another way than the last."""
    with Store.open(url) as store:
        for number in range(40):
            timeline = made(f"a{number:02d}", title=f"Bridge x{number % 3}", days=number % 7)
            store.save(timeline.articles[0], timeline)
        store.remove("a00")
        for words, total in (("bridge", 39), ("bridge x1", 13)):
            one, counted = store.search(words)
            pages = [store.search(words, limit=2, offset=offset) for offset in range(0, total, 2)]
            assert {counted, *(page[1] for page in pages)} == {total}
            assert [line for page in pages for line in page[0]] == one


def test_an_older_database_is_indexed_when_it_is_opened(url: str) -> None:
    """As it was before there was an index, with an article that was removed and one that is damaged."""
    with Store.open(url) as store:
        for number in range(205):
            put(store, f"a{number}", f"Bridge {number}", text="The ferry sank.")
        store.remove("a1")
    with engine(url).connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        tables = sa.inspect(connection).get_table_names()
        assert not [name for name in tables if name.startswith(("article_words", "article_search"))]
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("UPDATE articles SET title = x'ff00', outlet = 'Odd' WHERE id = 'a2'")
    with Store.open(url) as store:
        assert store.search("ferry bridge", text=True)[1] == (203 if url.startswith("sqlite") else 204)
        assert found(store, "bridge 204") == {"a204"}
        if url.startswith("sqlite"):
            assert found(store, "odd ferry") == {"a2"}
        store.restore("a1")
        assert store.search("ferry", text=True)[1] == 205


def test_a_very_long_article_is_found_by_its_first_words(url: str) -> None:
    text = " ".join(f"w{number:07d}" for number in range(150_000))  # more than PostgreSQL takes for one index entry
    with Store.open(url) as store:
        put(store, "long", "Long", text=text)
        assert found(store, "long w0000001") == {"long"}


def test_search_works_where_the_database_can_only_be_read(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        put(store, "a", "Bridge")
    with Store.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.read_only
        assert found(store, "bri") == {"a"}
        with pytest.raises(StoreError, match="read-only"):
            store.remove("a")


def test_a_file_that_was_compacted_is_searched_on(tmp_path: Path) -> None:
    """VACUUM gives tables without a key of numbers other row numbers."""
    path = tmp_path / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        for number in range(9):
            put(store, f"a{number}", f"Bridge x{number}")
        for number in range(0, 9, 2):
            store.delete(f"a{number}")
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()
    with Store.open(f"sqlite:///{path}") as store:
        assert [found(store, f"x{number}") for number in range(4)] == [set(), {"a1"}, set(), {"a3"}]
