"""Articles over HTTP on a real server: pages of the list, ETags, adding, jobs, and the client of the package."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.dashboard.browsing import Site
from tests.dashboard.made import made
from timeline.client import Client, ProblemError
from timeline.model import Timeline

SENT = {"text": "The bridge closed on Monday, the mayor said.", "published": "2024-06-12"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("articles") / "store.sqlite3")
    for number in range(5):
        timeline = made(f"made{number}", number, title=f"Bridge, report {number}")
        running.store.save(timeline.articles[0], timeline, outlet="The Herald")
    yield running
    running.stop()


@pytest.fixture
def http(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{site.url}/api/v1", timeout=60) as opened:
        yield opened


def test_the_list_comes_in_pages_that_lead_to_each_other(http: httpx.Client) -> None:
    seen, address = [], "/articles?q=bridge&limit=2"
    while address:
        answer = http.get(address)
        assert answer.headers["x-total-count"] == "5"
        seen += [line["id"] for line in answer.json()]
        following = answer.links.get("next")
        address = following["url"].removeprefix("/api/v1") if following else ""
    assert seen == sorted(seen, reverse=True) and len(seen) == 5
    assert http.get("/articles", params={"q": "ferry"}).json() == []
    for wrong in ({"limit": 0}, {"limit": 1001}, {"offset": -1}):
        assert http.get("/articles", params=wrong).status_code == 422


@pytest.mark.parametrize("path", ["/articles", "/articles/made1", "/articles/made1/timeline.xlsx"])
def test_what_the_caller_has_is_not_sent_again(path: str, http: httpx.Client, site: Site) -> None:
    first = http.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    again = http.get(path, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert http.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    changed = made("made1", 1, title="Bridge, report one")
    site.store.save(changed.articles[0], changed, outlet=f"Outlet of {path}")
    assert http.get(path, headers={"if-none-match": tag}).status_code == 200


def test_one_article_is_fetched(http: httpx.Client) -> None:
    article = http.get("/articles/made2").json()
    assert (article["id"], article["outlet"], article["published"]) == ("made2", "The Herald", "2024-06-14")
    assert article["text"] == made("made2").articles[0].text
    assert http.get("/articles/none").status_code == 404


@pytest.mark.model
def test_an_article_is_added_and_removed(http: httpx.Client) -> None:
    answer = http.post("/articles", json=SENT)
    assert answer.status_code == 201
    place = answer.headers["location"].removeprefix("/api/v1")
    assert http.get(place).json()["text"] == SENT["text"]
    assert http.delete(place).status_code == 200
    assert http.get(place).status_code == 404
    for wrong in ({"text": "It fell last week."}, {**SENT, "html": "x"}, {"text": "\ud800"}):
        assert http.post("/articles", content=_json(wrong)).status_code == 422


def _json(value: Any) -> bytes:
    import json

    return json.dumps(value).encode()


def _ended(http: httpx.Client, place: str) -> Any:
    until = time.monotonic() + 60
    while (job := http.get(place).json())["status"] == "running" and time.monotonic() < until:
        time.sleep(0.05)
    return job


@pytest.mark.model
def test_a_job_adds_many_and_tells_what_failed(http: httpx.Client) -> None:
    sent = [SENT, {"text": "It fell last week."}, {**SENT, "text": "The ferry sank on Sunday."}]
    answer = http.post("/jobs", json={"articles": sent})
    assert answer.status_code == 202
    job = _ended(http, answer.headers["location"].removeprefix("/api/v1"))
    assert (job["status"], job["done"], job["total"]) == ("done", 3, 3)
    assert [http.get(f"/articles/{id}").status_code for id in job["articles"]] == [200, 200]
    (failure,) = job["failures"]
    assert failure["number"] == 1
    assert "no publication date" in failure["detail"]
    assert http.get("/jobs/none").status_code == http.delete("/jobs/none").status_code == 404
    assert http.post("/jobs", json={"articles": []}).status_code == 422


@pytest.mark.model
def test_a_job_that_is_asked_for_again_does_only_what_failed(http: httpx.Client) -> None:
    sent = {"articles": [SENT, {"text": "It fell last week."}, {**SENT, "text": "The mill burned on Sunday."}]}
    job = _ended(http, http.post("/jobs", json=sent).headers["location"].removeprefix("/api/v1"))
    again = http.post("/jobs", json=sent).json()
    assert (again["id"], again["articles"]) == (job["id"], job["articles"])
    ended = _ended(http, f"/jobs/{job['id']}")
    assert (ended["status"], ended["done"], [one["number"] for one in ended["failures"]]) == ("done", 3, [1])
    http.delete(f"/articles/{job['articles'][1]}")
    assert http.post("/jobs", json=sent).json()["articles"] == job["articles"][:1]
    assert _ended(http, f"/jobs/{job['id']}")["articles"] == job["articles"]
    assert http.post("/jobs", json={"articles": sent["articles"][:1]}).json()["id"] != job["id"]
    assert http.post("/jobs", content=_json({"articles": [{"text": "\ud800"}]})).status_code == 422


@pytest.mark.model
def test_a_job_is_known_at_another_server_and_outlives_its_own(tmp_path: Path) -> None:
    sites = [Site(tmp_path / "store.sqlite3") for _ in range(2)]
    try:
        one, two = (httpx.Client(base_url=f"{site.url}/api/v1", timeout=60) for site in sites)
        many = [{**SENT, "text": f"The bridge in town {number} closed on Monday."} for number in range(40)]
        id = one.post("/jobs", json={"articles": many}).json()["id"]
        while (there := two.get(f"/jobs/{id}").json())["done"] < 3:
            assert there["status"] == "running"
            time.sleep(0.05)
        assert two.post("/jobs", json={"articles": many}).json()["status"] == "running"  # by the first, not twice
        one.close()
        sites[0].stop()
        left = two.get(f"/jobs/{id}").json()
        assert (left["status"], len(left["failures"])) == ("interrupted", 0)
        assert {line["id"] for line in two.get("/articles").json()} >= set(left["articles"])
        again = two.post("/jobs", json={"articles": many}).json()
        assert again["articles"][: len(left["articles"])] == left["articles"]
        ended = _ended(two, f"/jobs/{id}")
        assert (ended["status"], ended["done"], len(set(ended["articles"]))) == ("done", 40, 40)
        assert len(two.get("/articles").json()) == 40
        two.close()
    finally:
        for site in sites:
            site.stop()


@pytest.mark.model
def test_a_job_is_ended_at_another_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.jobs.BEAT", 0.2)
    sites = [Site(tmp_path / "store.sqlite3") for _ in range(2)]
    try:
        one, two = (httpx.Client(base_url=f"{site.url}/api/v1", timeout=60) for site in sites)
        many = [{**SENT, "text": f"The bridge in town {number} closed on Monday."} for number in range(400)]
        id = one.post("/jobs", json={"articles": many}).json()["id"]
        assert two.delete(f"/jobs/{id}").json()["status"] == "cancelled"
        time.sleep(1)
        done = one.get(f"/jobs/{id}").json()["done"]
        time.sleep(1)
        assert one.get(f"/jobs/{id}").json() == {**two.get(f"/jobs/{id}").json(), "status": "cancelled", "done": done}
        one.close()
        two.close()
    finally:
        for site in sites:
            site.stop()


@pytest.mark.model
def test_a_job_ends_when_it_is_cancelled(http: httpx.Client) -> None:
    many = [{**SENT, "text": f"The bridge in town {number} closed on Monday."} for number in range(200)]
    place = http.post("/jobs", json={"articles": many}).headers["location"].removeprefix("/api/v1")
    assert http.delete(place).json()["status"] == "cancelled"
    done = http.get(place).json()["done"]
    time.sleep(0.5)
    job = http.get(place).json()
    assert (job["status"], job["done"]) == ("cancelled", done)
    assert http.delete(place).json()["status"] == "cancelled"


@pytest.mark.model
def test_the_client_of_the_package(site: Site) -> None:
    with Client(site.url) as client:
        timeline = client.extract(SENT["text"], published="2024-06-12")
        assert isinstance(timeline, Timeline) and timeline.events
        id = client.add(SENT["text"], published="2024-06-12", title="Closed")
        assert client.article(id).title == "Closed"
        assert client.timeline(id).events
        assert id in {line["id"] for line in client.articles("closed")}
        assert client.export(id, "csv").startswith(b"\xef\xbb\xbfarticle,")
        assert len(list(client.articles(page=2))) >= 6
        job = client.add_many([SENT, {"text": "It fell."}])
        ended = client.wait(job["id"])
        assert (ended["status"], len(ended["failures"])) == ("done", 1)
        client.remove(id)
        with pytest.raises(ProblemError, match=r"there is no article .*; see") as told:
            client.article(id)
        assert told.value.status == 404


def test_the_client_says_where_nobody_answers(tmp_path: Path) -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(ProblemError, match="no Timeline server"):
        client.articles_count()


@pytest.mark.model
def test_the_examples_of_the_description_work(http: httpx.Client, site: Site) -> None:
    """Each as a request of each route that takes it."""
    found = http.get("/../../openapi.json").json()
    kept, done = site.store.collections.create("Example"), set()
    for path, routes in found["paths"].items():
        for method, route in routes.items():
            content = route.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            for example in found["components"]["schemas"].get(name, {}).get("examples", ()):
                answer = http.request(method, "/../.." + path.replace("{id}", kept.id), json=example)
                assert answer.status_code in (200, 201, 202), (method, path, answer.text)
                done.add(name)
    assert done >= {"ExtractRequest", "AddRequest", "JobRequest", "CollectionRequest", "NameRequest", "ArticlesRequest",
                    "JudgedRequest", "DigestRequest"}  # fmt: skip
