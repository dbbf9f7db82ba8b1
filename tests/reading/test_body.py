"""Page furniture is set aside; prose never is."""

from __future__ import annotations

import pytest

from timeline.errors import DataError
from timeline.reading import rules
from timeline.reading.body import body_of, captions_of

STORY = [
    "Ferry found off the cape",
    "The ferry left the harbour on Tuesday night with 40 people on board, the coast guard said on Wednesday.",
    "It was found the next morning. Nobody was hurt, according to the harbour master of the town.",
]
COMMENTS = [
    "Leave a Reply",
    "Fill in your details below, or log in with:",
    "You are commenting using your Example account. Log Out / Change )",
    "Somebody's picture",
    "Connecting to %s",
]
FURNITURE = [
    "Skip to content",
    "Home » World » Europe",
    "Home | World | Business",
    "By Ann Poe, staff writer",
    "By Ann Poe and Omar al Haddad in Oslo",
    "Published: Wednesday, 5 June 2013, 4:12 p.m.",
    "Last updated on 6 June 2013",
    "Share on Facebook",
    "Tweet | Share | Print",
    "Sign up for our weekly newsletter",
    "We use cookies to make this site better. See our policy.",
    "Read more: The long search",
    "ADVERTISEMENT",
    "Photo: Ann Poe/AP",
    "File photo",
    "File photo: a strike in 2003",
    "Image: Harbour Post, 2012",
    "PHOTO: L. Ortiz/Harbour Post",
    "Image source, Harbour Images",
    "Photographs by Ann Poe and Tom Roe",
    "(Photo courtesy of the coast guard)",
    "Photo: supplied",
    "Last updated 2 hours ago",
    "Updated: about an hour ago",
    "Published 3 days ago",
    "5m ago",
    "Last updated today at 16:12",
    "1.2K shares",
    "Share 34",
    "Shares: 1,204",
    "34 shares | 2 comments",
    "Related: Court frees the captain",
    "Read more: Ten ships that were lost",
    "See also: A harbour in winter",
    "Reporting by Ann Poe; editing by Tom Roe",
    "Tom Roe in Bergen contributed to this report.",
    "Source: – About the author: ANN POE writes about ships for the Harbour Post.",
    "About the author: Ann Poe has covered the coast since 2004.",
    "Ann Poe is a correspondent for the Harbour Post in Oslo.",
    "Copyright 2013 The Harbour Post. All rights reserved.",
    "Follow us on Twitter",
]
CAPTIONS = {
    "The ferry in the harbour on Monday. Photograph: Ann Poe/AFP": "The ferry in the harbour on Monday.",
    "The rebuilt pier on May 2, 2014. Image: Lena Ortiz.": "The rebuilt pier on May 2, 2014.",
    "A ferry  leaves the\xa0port on Monday.  Photo: A. Berg": "A ferry  leaves the\xa0port on Monday.",
    "The captain, left, in 2003 (Photo: Ann Poe/Harbour Post)": "The captain, left, in 2003",
    "Nets dry on the quay – Picture by Ann Poe": "Nets dry on the quay",
    "The captain on Friday. (Ann Poe/AFP)": "The captain on Friday.",
    "Image caption The ferry before it was painted in 2012": "The ferry before it was painted in 2012",
    "Photo: the ferry was towed in on Wednesday": "the ferry was towed in on Wednesday",
}
PROSE = [
    "Updated 2 hours ago by the harbour master, the list names 40 people.",
    "2 hours ago the ferry was seen off the cape.",
    "34 shares were sold on Monday.",
    "1.2 million views in a day made the captain famous.",
    "Related charges were dropped in 2012.",
    "Images of the ferry by Ann Poe were shown in 2012.",
    "Photos by the crew were published on Tuesday.",
    "Credit was tight in 2009. The bank lent nothing.",
    "The museum bought the picture. It was painted by Ann Poe in 1931.",
    "The caption said the photo was of Oslo in 1905.",
    "Caption writers were let go in May.",
    "By Tuesday the ferry had been found.",
    "By Monday Tom Roe had left the company.",
    "By the end of March, the port will be closed.",
    "From Oslo the ferry went to Bergen, where it was due on Wednesday.",
    "Share prices fell on Tuesday after the ferry was lost.",
    "Shares in Corvane Freight rose 3 per cent on Monday.",
    "Search teams found the ferry on Wednesday morning.",
    "Search",
    "Home sales fell in May to their lowest level since 1995.",
    "Related companies were told on Friday that the port would close.",
    "Photos of the ferry were published on Tuesday.",
    "Photo shoots on the quay ended in 2011.",
    "Read more than 500 books a year, the teacher told her class on Monday.",
    "Sign up or leave, the captain told his crew on Tuesday night.",
    "Next week the court will hear the captain.",
    "Previous owners sold the ferry in 2009.",
    "Comments by the minister on Monday angered the crew.",
    "Copyright law changed in 2019, and the court said so on Friday.",
    "Contact was lost on Tuesday at 9 p.m.",
    "Help came on Wednesday.",
    "Published in 1961, the book was forgotten until last year.",
    "Posted to the front in 1916, he was wounded on 3 May 1917.",
    "Updated figures came on 5 June 2013, and the bank said the loss had doubled.",
    "Date palms were planted in 1913.",
    "Cookies were served in the lobby on Sunday.",
    "Edited by the court on Monday. The report was cut to 30 pages.",
    "The source said that the author had left on Tuesday.",
    "Source: the ministry said on Monday it had none.",
    "Ann Poe is a reporter whose work for the paper ended when she was arrested on 3 May. She denies it.",
    "Ann Poe, a photographer for Reuters, was hurt on Tuesday (her second injury since May).",
    "Subscribe, the paper begged its readers in 2009, and 400 did.",
    "Log in to any of its sites and you will find pictures of the ferry from last Tuesday.",
    "Advertising revenue fell 12 per cent in the third quarter.",
    "Most read the verdict as a warning, the judge said on Friday.",
    "Tags on the bags were dated 5 June 2013.",
    "More from the ministry was expected on Monday.",
    "c.1998 N.Y. Times News Service",
    "02/27/98 14:26",
    "OSLO, June 5, 2013 (Agency) — The ferry was found on Wednesday.",
    "“Leave a reply,” the machine said on Tuesday, and he did.",
    "5 June 2013",
]


def kept(*paragraphs: str, between: str = "\n\n") -> list[str]:
    text = between.join(paragraphs)
    return [text[span.start : span.end] for span in body_of(text, "en")]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_furniture_is_left_out_wherever_it_stands(line: str, place: int) -> None:
    assert kept(*STORY[:place], line, *STORY[place:]) == STORY


@pytest.mark.parametrize("line", [line for line in PROSE if line != "Search"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_prose_is_kept_wherever_it_stands(line: str, place: int) -> None:
    paragraphs = [*STORY[:place], line, *STORY[place:]]
    assert kept(*paragraphs) == paragraphs


@pytest.mark.parametrize("line", CAPTIONS)
@pytest.mark.parametrize("place", [0, 1, 3])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_caption_is_a_paragraph_of_its_own_without_its_credit(line: str, place: int, between: str) -> None:
    paragraphs = [*STORY[:place], line, *STORY[place:]]
    text = between.join(paragraphs)
    headline, sides = STORY[:1] if place > 1 else [], (STORY[1:place] if place > 1 else STORY[:place], STORY[place:])
    around = headline + [between.join(side) for side in sides if side]
    expected = sorted([*(around if between == "\n" else STORY), CAPTIONS[line]], key=text.index)
    assert kept(*paragraphs, between=between) == expected
    assert [text[span.start : span.end] for span in captions_of(text, body_of(text, "en"))] == [CAPTIONS[line]]


def test_prose_holds_no_caption() -> None:
    prose, credit = "\n\n".join(PROSE), "Photo: Ann Poe"
    assert captions_of(prose, body_of(prose, "en")) == captions_of(credit, body_of(credit, "xx")) == ()


def test_a_comment_form_ends_the_article() -> None:
    assert kept(*STORY, *COMMENTS) == STORY
    assert (
        kept(*STORY, *COMMENTS, "Tom says: I was on board on Tuesday, and nobody told us what was going on.") == STORY
    )


def test_a_comment_heading_above_the_article_takes_nothing_with_it() -> None:
    assert kept("Leave a comment", *STORY) == STORY


def test_short_lines_after_a_heading_at_the_end_are_furniture() -> None:
    links = ["Related stories", "Harbour closes early", "Captain questioned", "Weather: calm sea"]
    assert kept(*STORY, *links) == STORY


def test_a_heading_followed_by_prose_takes_only_itself() -> None:
    assert kept(STORY[0], "Related", "Harbour closes early", *STORY[1:]) == [
        STORY[0],
        "Harbour closes early",
        *STORY[1:],
    ]


def test_a_note_wrapped_by_hand_is_left_out_whole() -> None:
    note = "About the author: Ann Poe has covered the coast and its ferries since\n2004, when she moved to Oslo."
    assert kept(*STORY, note) == STORY


def test_lines_without_blank_lines_between_are_one_paragraph() -> None:
    assert kept("The ferry left", "the harbour on Tuesday.", between="\n") == [
        "The ferry left\nthe harbour on Tuesday."
    ]
    assert kept("The ferry left on Tuesday.", "Photo: Ann Poe", "It was found.", between="\r\n") == [
        "The ferry left on Tuesday.",
        "It was found.",
    ]


@pytest.mark.parametrize(
    "piece", ["share ", "a | b ", "Home / ", "Ab Cd, ", "reporting by ", "photo: ", "a@", "A.", "read more ", "© "]
)
def test_lines_made_to_confuse_the_rules_are_read(piece: str) -> None:
    """A pattern with two ways to match the same text would not come back from these."""
    line = (piece * 300)[:280] + "zz!"
    assert STORY[1] in kept(line, *STORY)


def test_where_nothing_would_be_left_all_is_body() -> None:
    assert kept("Leave a Reply", "Share") == ["Leave a Reply", "Share"]


def test_a_language_without_rules_keeps_everything() -> None:
    text = "Leave a Reply\n\nShare"
    assert [(s.start, s.end) for s in body_of(text, "xx")] == [(0, 13), (15, 20)]


def test_every_rule_has_an_example_of_its_own() -> None:
    found = rules.furniture("en")
    assert len({rule.name for rule in found}) == len(found) > 10
    assert all(rule.examples for rule in found)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("- name: a\n  where: line\n  pattern: x\n", "line 1: a rule has"),
        ("- name: a\n  where: sky\n  pattern: x\n  examples: [x]\n", "line 2: where is one of"),
        ("- name: a\n  where: line\n  pattern: '('\n  examples: [x]\n", "line 3: pattern"),
        ("- name: a\n  where: caption\n  pattern: x\n  examples: [x]\n", "line 3: a caption, and no other"),
        ("- name: a\n  where: line\n  pattern: '(?P<text>x)'\n  examples: [x]\n", "line 3: a caption, and no other"),
        ("- name: a\n  where: line\n  pattern: x\n  examples: [y]\n", "line 4: the pattern does not match"),
        ("- name: [a\n", "line 2"),
        ("a: b\n", "line 1: wants a list"),
        ("", "empty"),
    ],
)
def test_a_wrong_rule_file_is_named_with_its_line(
    content: str, fault: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("rules")
    (home / "furniture").mkdir()
    (home / "furniture" / "zz.yaml").write_text(content, "utf-8")
    monkeypatch.setattr(rules, "HERE", home)
    rules.furniture.cache_clear()
    with pytest.raises(DataError, match=f"zz.yaml.*{fault}"):
        rules.furniture("zz")
    rules.furniture.cache_clear()
