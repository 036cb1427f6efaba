"""A page that shows no words is read from its own data; one that shows its words never is."""

from __future__ import annotations

import json
import time
from html import escape
from typing import Any

import pytest

from nutgraf.model import Page
from nutgraf.page.tree import parse
from nutgraf.story.blocks import page_blocks

FIRST = "I oiled the hinge twice in spring and yet the gate still squeals whenever the wind turns."
SECOND = "Take the pin out and look at it in the light, because a worn pin squeals however much oil it gets."
THIRD = "The pin was worn on one side, so I turned it round and the gate has been silent for a week now."
POSTS = [FIRST, SECOND, "Thanks!", THIRD, "Thanks!"]


def script(data: Any, kind: str = "application/json") -> str:
    form = json.dumps(data).replace("</", "<\\/")
    return f'<script type="{kind}">{form}</script>'


def read(body: str) -> tuple[list[str], list[str]]:
    """The texts of a page's blocks, and the codes of its notices."""
    tree = parse(Page(f"<head><title>A gate</title></head><body>{body}</body>"))
    return [b.text for b in page_blocks(tree.root)], [n.code for n in tree.notices]


def thread(key: str = "body") -> dict[str, Any]:
    return {"posts": [{"id": n, key: f"<p>{post}</p>"} for n, post in enumerate(POSTS)]}


@pytest.mark.parametrize(
    "body",
    [
        script(thread()),
        f'<div data-state="{escape(json.dumps(thread()))}"></div>',
        f'<div data-state="{escape(json.dumps({"topic_7": json.dumps(thread())}))}" hidden></div>',
        f"<script>window.__STATE__ = {json.dumps(thread())};</script>",
        f"<script>var a = 1;\nvar state = JSON.parse({json.dumps(json.dumps(thread()))});</script>",
        f"<p>Loading</p><template>{script({})}</template>{script(thread())}",
        script({"@type": "DiscussionForumPosting", "comment": [{"text": p} for p in POSTS[1:]], "text": FIRST}, "application/ld+json"),
        "".join(f'<x-post data-post="{escape(json.dumps({"body": p, "id": "p" * 100}))}"></x-post>' for p in POSTS),
    ],
)  # fmt: skip
def test_posts_are_read_from_the_pages_data(body: str) -> None:
    """A series is read in its order, a post before its replies, and the reader is told."""
    texts, notices = read(body)

    assert [text for text in texts if text != "Loading"] == POSTS
    assert notices == ["partial"]


def test_data_fills_the_element_that_held_it() -> None:
    """Siblings keep their paths, and each post is an article of its own."""
    tree = parse(Page(f"<body><div>one</div>{script(thread())}<div>two</div></body>"))
    paths = {block.text: block.path for block in page_blocks(tree.root)}

    assert paths["two"] == "/html/body[1]/div[3]"
    assert paths[SECOND] == "/html/body[1]/div[2]/article[2]/p[1]"


def test_a_list_of_posts_keeps_its_name() -> None:
    """What the data calls posts are boxes of that name, as a thread's markup has them."""
    tree = parse(Page(f"<body>{script(thread())}</body>"))

    assert [e.get("class") for e in tree.root.iter("article")] == ["post"] * len(POSTS)


def test_plain_text_keeps_its_paragraphs() -> None:
    """A blank line parts paragraphs, a line break stays, and a sign for less is no tag."""
    text = f"{FIRST} 3 < 5\n\n{SECOND}\n{THIRD}"

    assert read(script({"articleBody": text}))[0] == [f"{FIRST} 3 < 5", f"{SECOND}\n{THIRD}"]


def test_a_text_that_stands_twice_is_read_once() -> None:
    """Copies of a long text are dropped; two short posts may say the same."""
    doubled = {"posts": [*thread()["posts"], *thread()["posts"]]}

    assert read(script(thread()) * 2)[0] == POSTS
    assert read(script(doubled))[0] == [*POSTS, "Thanks!", "Thanks!"]


@pytest.mark.parametrize(
    "shown",
    [
        f"<p>{FIRST[:50]}…</p>",
        f"<p>{THIRD}</p>",
        "<p>" + "The words of a page that shows its story to all. " * 4 + "</p>",
        "<p>" + "門の蝶番に油を差したが、風が変わるたびにまだきしむ音がする。" * 2 + "</p>",
        f'<noscript><p>{"These words stand in a fallback for readers. " * 8}</p></noscript>',
        script({"isAccessibleForFree": False, "name": "x" * 100}, "application/ld+json"),
        script({"isAccessibleForFree": "False", "name": "x" * 100}, "application/ld+json"),
    ],
)  # fmt: skip
def test_a_page_that_shows_words_or_withholds_them_is_left_alone(shown: str) -> None:
    """A teaser, a whole story or a fallback stands as it is; what is withheld stays withheld."""
    texts, notices = read(shown + script(thread()))

    assert not {SECOND, "Thanks!"} & set(texts)
    assert notices == []


@pytest.mark.parametrize(
    "data",
    [
        {"i18n": {"en": [FIRST, SECOND, THIRD]}},
        {"settings": {"consent": {"body": " ".join(POSTS * 3)}}},
        {"items": [{"description": post} for post in POSTS * 2]},
        {"code": ["function grow(a) { return a + 1; } var b = grow(2); var c = grow(b);" * 9] * 9},
        {"look": [".gate { color: red; } .hinge { color: blue; margin: 0 auto; }" * 9] * 9},
        {"links": [f"https://gate.example/{n}/hinge/oil/wind/pin/light/spring" for n in range(99)]},
        {"body": FIRST},
        {f"part{chr(97 + n)}": f"{FIRST} {SECOND} {n}" for n in range(9)},
    ],
)
def test_what_is_no_running_text_stays_out(data: Any) -> None:
    """Translations, settings, teasers of others, source code and addresses are no story."""
    assert read(script(data)) == ([], [])


@pytest.mark.parametrize(
    "body",
    [
        '<script type="application/json">' + "[" * 200_000 + "</script>",
        '<script type="application/json">' + '{"a":' * 90_000 + '"x"' + "}" * 90_000 + "</script>",
        script(thread())[:-40] + "</script>",
        script({"n": "x" * 200})[:-11] + "9" * 9_000 + "}</script>",
        script(["\ud800\x00 lone " * 50]),
        "<script>" + "\n" * 900_000 + "</script>",
        "<script>" + "var a = {" * 90_000 + "</script>",
        "<script>" + 'var a = "' * 90_000 + "</script>",
        f'<div data-x="{"{" * 900_000}"></div>',
        script({"a" * 900_000: "<" * 900_000}),
        script([[f"<p>{FIRST}</p>"] * 90_000]),
        script([f"{FIRST} {n}\n" * 20 for n in range(2_000)]),
        script([f"{'<div>' * 3_000}{FIRST} {n}" for n in range(20)]),
        script({"body": "word " * 1_000_000}),
    ],
)  # fmt: skip
def test_hostile_data_costs_little_and_raises_nothing(body: str) -> None:
    """Broken, deep and huge data is skipped or read up to a limit, in linear time."""
    start = time.process_time()
    tree = parse(Page(f"<body>{body}</body>"))

    assert sum(1 for _ in tree.root.iter()) < 45_000
    assert time.process_time() - start < 3


def test_scripts_in_the_data_are_no_words() -> None:
    """What no reader sees goes from the data's HTML as it does from the page's."""
    posts = [f"<p>{p}</p><script>hidden()</script><b hidden>planted</b>" for p in POSTS]
    texts, _ = read(script({"posts": posts}))

    assert texts == POSTS


def test_the_same_page_gives_the_same_tree() -> None:
    """Of two series with the same number of words the first is read, each time."""
    body = script(thread()) + script({"notes": [SECOND, THIRD, FIRST]})

    assert read(body) == read(body)
