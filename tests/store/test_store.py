"""The store against real SQLite files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.dashboard.made import made
from timeline.errors import DataError, StoreError
from timeline.intervals import Bound
from timeline.model import Article, Timeline
from timeline.store import Sample, Store, default_url, fill_samples
from timeline.store import samples as samples_module


def put(store: Store, timeline: Timeline, **more: bool) -> None:
    store.save(timeline.articles[0], timeline, **more)


def test_what_goes_in_comes_out_after_a_restart(url: str) -> None:
    timeline = made()
    with Store.open(url) as store:
        put(store, timeline)
    with Store.open(url) as store:
        assert store.get("made") == (timeline.articles[0], timeline)
        (line,) = store.list()
    assert (line.id, line.title, line.published, line.events) == (
        "made",
        timeline.articles[0].title,
        Bound.of(2024, 6, 12),
        10,
    )


def test_saving_twice_keeps_one(url: str) -> None:
    with Store.open(url) as store:
        put(store, made())
        before = store.list()[0].added
        put(store, made(title="Corrected"))
        assert [(line.title, line.added) for line in store.list()] == [("Corrected", before)]


def test_search_gives_pages_of_what_has_every_word(url: str) -> None:
    with Store.open(url) as store:
        for number in range(7):
            put(store, made(f"a{number}", title=f"Bridge {number} at 100%", days=number))
        found, total = store.search("bridge", limit=3, offset=2)
        assert ([line.id for line in found], total) == (["a4", "a3", "a2"], 7)
        assert [line.id for line in store.search("BRIDGE 5")[0]] == ["a5"]
        assert (store.search("100%")[1], store.search("ferry")) == (7, ([], 0))
        store.remove("a6")
        assert ([line.id for line in store.search()[0]], store.search()[1]) == (["a5", "a4", "a3", "a2", "a1", "a0"], 6)
        assert store.search(offset=6) == ([], 6)


def test_list_has_own_articles_before_samples_and_new_before_old(url: str) -> None:
    with Store.open(url) as store:
        put(store, made("sample"), sample=True)
        put(store, made("old", days=-9))
        put(store, made("new"))
        assert [line.id for line in store.list()] == ["new", "old", "sample"]


def test_list_has_undated_articles_last(url: str) -> None:
    undated = made("undated")
    article = replace(undated.articles[0], published=None)
    with Store.open(url) as store:
        store.save(article, replace(undated, articles=(article,)))
        put(store, made("dated"))
        assert [line.id for line in store.list()] == ["dated", "undated"]


def test_when_an_article_was_added_is_said_in_utc(url: str) -> None:
    with Store.open(url) as store:
        put(store, made())
        assert store.list()[0].added.endswith("+00:00")


def test_two_programs_may_start_on_a_new_database_together(url: str) -> None:
    code = "import sys; from timeline.store import Store; Store.open(sys.argv[1]).close()"
    started = [subprocess.Popen([sys.executable, "-c", code, url]) for _ in range(3)]
    assert [one.wait() for one in started] == [0, 0, 0]


def test_delete(url: str) -> None:
    with Store.open(url) as store:
        put(store, made())
        assert store.delete("made")
        assert not store.delete("made")
        assert store.get("made") is None
        assert store.list() == []


def test_an_article_with_nothing_known_about_it(url: str) -> None:
    bare = Article(id="bare", text="x \x00 \N{PILE OF POO} \r\n")
    with Store.open(url) as store:
        store.save(bare, Timeline((bare,)))
        assert store.get("bare") == (bare, Timeline((bare,)))


def test_an_article_without_id_is_refused(url: str) -> None:
    with Store.open(url) as store, pytest.raises(StoreError, match="needs an id"):
        store.save(Article(text="x"), Timeline())


def test_threads_write_and_read_at_once(url: str) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                put(store, made(f"a{number}-{turn}"))
                store.list()
        except BaseException as error:
            failures.append(error)

    with Store.open(url) as store:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert len(store.list()) == 40


def test_two_programs_on_one_file(url: str) -> None:
    with Store.open(url) as one, Store.open(url) as other:
        put(one, made())
        assert other.get("made") is not None


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    content = b"not a database at all, but someone's notes" * 40
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"not a database.*TIMELINE_DATABASE_URL"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_database_of_a_newer_program_is_refused_and_left_alone(url: str, tmp_path: Path) -> None:
    with Store.open(url) as store:
        put(store, made())
    path = tmp_path / "store.sqlite3"
    with sqlite3.connect(path) as connection:
        (own,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer Timeline"):
        Store.open(url)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        connection.execute("UPDATE alembic_version SET version_num = ?", (own,))
    connection.close()
    with Store.open(url) as store:
        assert store.get("made") is not None


def test_a_timeline_of_another_shape_says_what_to_do(url: str, tmp_path: Path) -> None:
    with Store.open(url) as store:
        put(store, made())
        with sqlite3.connect(tmp_path / "store.sqlite3") as connection:
            connection.execute("UPDATE timelines SET content = '{\"events\": 3}'")
        connection.close()
        with pytest.raises(StoreError, match="extract it again"):
            store.get("made")


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://here/db", "postgresql+nothing://here/db", "sqlite:////no/such/x.db"]
)
def test_urls_that_cannot_be_used(url: str) -> None:
    with pytest.raises(StoreError):
        Store.open(url)


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("mysql://user:secret@here/db")
    assert "secret" not in str(caught.value)


def test_environment_names_the_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", "sqlite:///elsewhere.sqlite3")
    assert default_url() == "sqlite:///elsewhere.sqlite3"
    monkeypatch.delenv("TIMELINE_DATABASE_URL")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/article-timeline/timeline.sqlite3"


def _make(sample: Sample) -> tuple[Article, Timeline]:
    timeline = made(sample.id, title=sample.title)
    return timeline.articles[0], timeline


def _samples(tmp_path: Path, *names: str) -> list[Sample]:
    return [Sample(tmp_path / f"{name}.txt", name.title(), "The Herald", "2024-06-12", "bridge") for name in names]


def test_samples_are_put_in_once_and_again_for_another_program(url: str, tmp_path: Path) -> None:
    with Store.open(url) as store:
        put(store, made("own"))
        current = _program(store)
        both = _samples(tmp_path, "one", "two")
        assert list(fill_samples(store, _make, current, both)) == both
        assert list(fill_samples(store, _make, current, both)) == []
        assert list(fill_samples(store, _make, "other", both)) == both
        assert list(fill_samples(store, _make, current, both[:1])) == []
        assert [(line.id, line.outlet) for line in store.list()] == [("own", None), ("sample-one", "The Herald")]


def _program(store: Store) -> str:
    timeline = made("probe")
    store.save(timeline.articles[0], timeline, sample=True)
    program = store.sample_ids()["probe"]
    store.delete("probe")
    return program


def test_a_wrong_sample_list_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples.json").write_text('[{"file": "a.txt"}]')
    monkeypatch.setattr(samples_module, "samples_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"samples\.json"):
        samples_module.sample_articles()
