"""What the page says of its story, and who wins when it says several things."""

from __future__ import annotations

import time

import pytest

from nutgraf.model import Page
from nutgraf.page.tree import parse
from nutgraf.story.blocks import page_blocks
from nutgraf.story.metadata import Metadata, metadata_of, normal_date


def metadata(html: str) -> Metadata:
    tree = parse(Page(html))
    return metadata_of(tree.root, page_blocks(tree.root), "https://news.example/a/b")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T10:15:00Z", "2026-03-03T10:15:00+00:00"),
        ("2026-03-03T10:15:00.123+0200", "2026-03-03T10:15:00+02:00"),
        ("2026-03-03 10:15", "2026-03-03T10:15"),
        ("Tue, 03 Mar 2026 10:15:00 +0100", "2026-03-03T10:15:00+01:00"),
        ("2026-13-40", None),
        ("2026-02-31", None),
        ("2026-02-03T25:99", None),
        ("soon", None),
        (None, None),
        (20260303, None),
    ],
)
def test_dates_keep_the_precision_and_offset_given(text: object, date: str | None) -> None:
    """No time is made up, no zone assumed."""
    assert normal_date(text) == date


def test_the_headline_is_the_one_the_reader_sees() -> None:
    """An h1 that says what the titles say wins over the title for search engines."""
    found = metadata(
        "<title>Harbour wall vote: what it means - The Quay</title>"
        "<meta property='og:site_name' content='The Quay'>"
        "<h1>The Quay</h1><h1>Harbour wall: council votes yes</h1><p>Text</p>"
    )

    assert found.headline == "Harbour wall: council votes yes"
    assert found.site == "The Quay"


def test_without_an_h1_the_title_loses_its_site() -> None:
    """`Headline | Site` is the headline."""
    assert metadata("<title>Council votes yes | The Quay</title>").headline == "Council votes yes"


def test_structured_data_gives_people_and_dates() -> None:
    """JSON-LD names authors; an organisation is no author."""
    found = metadata(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished":'
        ' "2026-01-02T03:04:05Z", "author": [{"@type": "Person", "name": "Ana Reis"}, {"@type":'
        ' "Organization", "name": "Quay Staff"}], "publisher": {"name": "The Quay"}}]}</script>'
    )

    assert found.byline == ("Ana Reis",)
    assert found.published == "2026-01-02T03:04:05+00:00"
    assert found.site == "The Quay"
    assert found.is_article


@pytest.mark.parametrize(
    "blob",
    [
        '{"@type": "Article", "name": "' + '\\"' * 30_000,
        "[" * 60_000,
        '{"@type": ["Article"], "author": [[[{"name": {"name": []}}]]], "image": [[]]}',
        '{"@type": "Article", "author": 7, "datePublished": {"a": 1}, "publisher": ["x"]}',
        '{"@graph": {"@type": "Article"}}',
        "null",
    ],
)
def test_hostile_structured_data_costs_nothing_and_breaks_nothing(blob: str) -> None:
    """Unclosed, deep or misshapen JSON-LD is passed over in milliseconds."""
    start = time.process_time()

    found = metadata(f"<script type='application/ld+json'>{blob}</script><h1>Still a headline</h1>")

    assert found.headline == "Still a headline"
    assert time.process_time() - start < 1


def test_addresses_are_web_addresses() -> None:
    """Images and canonical links are absolute http(s) or nothing."""
    found = metadata(
        "<link rel='canonical' href='/story'><meta property='og:image' content='javascript:x'>"
    )

    assert found.url == "https://news.example/story"
    assert found.image is None
