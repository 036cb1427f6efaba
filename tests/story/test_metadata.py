"""What the page says of its story, and who wins when it says several things."""

from __future__ import annotations

import json
import time

import pytest

import nutgraf
from nutgraf.language.words import key
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
        ("2026-03-03T10:15:00+99:99", "2026-03-03T10:15:00"),
        ("soon", None),
        (None, None),
        (20260303, None),
        ("0001-01-01T00:00:00", None),
    ],
)
def test_dates_keep_the_precision_and_offset_given(text: object, date: str | None) -> None:
    """No time is made up, no zone assumed."""
    assert normal_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("20260310", "2026-03-10"),
        ("20260310T141500Z", "2026-03-10T14:15:00+00:00"),
        ("1773152100", "2026-03-10T14:15:00+00:00"),
        (1773152100000, "2026-03-10T14:15:00+00:00"),
        ("March 10, 2026", "2026-03-10"),
        ("10. März 2026, 14:30 Uhr", "2026-03-10T14:30"),
        ("10.03.2026 14:30 Uhr", "2026-03-10T14:30"),
        ("3 de marzo de 2026", "2026-03-03"),
        ("le 1er août 2026 à 9h05", "2026-08-01T09:05"),
        ("2026年3月10日 14:30", "2026-03-10T14:30"),
        ("8:05 PM EST, Tue March 10, 2026", "2026-03-10T20:05-05:00"),
        ("03/10/2026", None),
        ("23/10/2026", "2026-10-23"),
        ("03/10/2026 9:00 AM", "2026-03-10T09:00"),
        ("31 February 2026", None),
    ],
)
def test_dates_for_readers_are_dates_too(text: object, date: str | None) -> None:
    """Words, figures and seconds since 1970 are read; a day that may be a month is not guessed."""
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


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        ("<nav><h1>Council votes yes</h1></nav><h2>Yes to the wall</h2>", "Yes to the wall"),
        ("<h1>Harbour</h1><h2>Council votes yes on wall</h2>", "Council votes yes on wall"),
        ("<h1>Something else stands here now</h1>", "Something else stands here now"),
        ("<p>No heading at all</p>", "Yes to the wall"),
    ],
)
def test_a_heading_that_is_a_stated_title_is_the_headline(html: str, headline: str) -> None:
    """What stands in a menu is no headline, nor what no title says while another is said."""
    found = metadata(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Yes to the wall"}'
        '</script><meta property="og:title" content="Council votes yes on wall - The Quay">'
        '<meta property="og:site_name" content="The Quay">' + html
    )

    assert found.headline == headline


VOTES = "Council votes for a longer wall"
OG = f'<meta property="og:title" content="{VOTES}">'
OG_KICKED = f'<meta property="og:title" content="Monday in town: {VOTES}">'
KICKED = "<h1>Sea defences{}Council votes for a longer wall</h1>"


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        (OG + KICKED.format(" – "), VOTES),
        (OG + KICKED.format("<br>"), VOTES),
        (OG + KICKED.format(" "), VOTES),
        (OG + KICKED.format(": "), f"Sea defences: {VOTES}"),
        (OG_KICKED + KICKED.format(" – "), VOTES),
        (OG_KICKED + KICKED.format(" "), f"Sea defences {VOTES}"),
    ],
)
def test_a_kicker_inside_the_heading_that_the_title_leaves_out_is_no_headline(
    html: str, headline: str
) -> None:
    """What a title says without the kicker is the headline, but a kicker with a colon is said."""
    found = metadata(html)
    assert (found.headline, dict(found.sources)["headline"]) == (headline, "h1")
    assert key(found.shown_headline or "").startswith("seadefences")


def test_a_kicker_above_the_heading_counts_where_both_titles_count_it_in() -> None:
    """Two lines that both titles say in one are the headline; the heading is still known."""
    told = f"Harbour: {VOTES}"
    lines = f"<p>Harbour</p><h1>{VOTES}</h1><p>The council met.</p>"
    data = json.dumps({"@type": "NewsArticle", "headline": told})
    ld = f'<script type="application/ld+json">{data}</script>'
    og = f'<meta property="og:title" content="{told}">'
    found = metadata(og + ld + lines)
    assert (found.headline, dict(found.sources)["headline"]) == (told, "json-ld")
    assert found.shown_headline == VOTES
    assert metadata(og + lines).headline == VOTES
    assert metadata(og + ld + lines.replace("Harbour<", "Quay<")).headline == VOTES


def test_a_title_shown_on_two_lines_comes_before_another_heading() -> None:
    """Where a kicker and the line below it say the title, that line is the headline."""
    og = f'<meta property="og:title" content="Harbour: {VOTES}">'
    title = "<title>Wall vote: all you need to know today</title>"
    found = metadata(
        f"{title}{og}<h1>Wall vote: all you need to know today</h1>"
        f"<h2><span>Harbour</span><div>{VOTES}</div></h2><p>The council met.</p>"
    )
    assert (found.headline, dict(found.sources)["headline"]) == (VOTES, "visible text")
    assert found.shown_headline == VOTES


def test_a_heading_that_ends_a_trail_of_links_gives_way_to_the_title_shown() -> None:
    """A heading among breadcrumbs is a headline only where no other one is the title."""
    title = "<title>Wall vote: all you need to know today</title>"
    trail = '<div class="breadcrumbs"><a href="/">Home</a><h1>Wall vote: all you need to know today'
    page = f"{title}{trail}</h1></div>"
    assert metadata(f"{OG}{page}<h2>{VOTES}</h2>").headline == VOTES
    assert metadata(f"{OG}{page}<h2>More</h2>").headline == "Wall vote: all you need to know today"


def test_the_story_has_the_headline_and_its_block_the_whole_heading() -> None:
    """A headline without its kicker keeps the heading's block as it stands on the page."""
    body = "<p>The council voted on Monday to build a longer wall along the old harbour.</p>" * 3
    story = nutgraf.read(f"{OG}<article>{KICKED.format(' – ')}{body}</article>").story
    assert story.headline == VOTES
    assert dict(story.sources)["headline"] == "h1"
    heads = [block.anchor.exact for block in story.blocks if block.kind == "headline"]
    assert heads == [f"Sea defences – {VOTES}"]


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


def test_every_value_tells_where_it_was_read() -> None:
    """Each field that has a value, and no other, has a source."""
    found = metadata(
        '<html lang="en"><title>Council votes yes | The Quay</title>'
        '<meta property="og:site_name" content="The Quay">'
        '<meta property="article:published_time" content="2026-03-03T10:15:00+01:00">'
        '<meta property="og:image" content="/wall.jpg"><link rel="canonical" href="/a/b">'
        "<h1>Council votes yes</h1><p>By Ana Reis</p><p>The council voted yes on Tuesday.</p>"
    )

    assert dict(found.sources) == {
        "headline": "h1",
        "byline": "visible text",
        "site": "meta og:site_name",
        "published": "meta article:published_time",
        "language": "html lang",
        "image": "meta og:image",
        "url": "link rel=canonical",
    }


def test_the_story_keeps_the_sources() -> None:
    """A reading says where its fields were read, in JSON as an object."""
    text = "The council voted yes on Tuesday, and the mayor said the wall would be built. " * 4
    reading = nutgraf.read(
        f"<title>Votes | The Quay</title><article><h1>Votes</h1><p>{text}</p><p>{text}</p></article>"
    )

    assert dict(reading.story.sources)["headline"] == "h1"
    assert json.loads(reading.to_json())["story"]["sources"]["headline"] == "h1"


@pytest.mark.parametrize(
    "blob",
    [
        '<!-- {"@type": "NewsArticle", "datePublished": "2026-01-02",} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2026-01-02"}\n//]]>',
        '{"@type": "WebSite"} {"@type": "NewsArticle", "datePublished": "2026-01-02"};',
        '{"@type": "NewsArticle", "name": "a\nb", "datePublished": "2026-01-02"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;datePublished&quot;: "
        "&quot;2026-01-02&quot;}",
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2026-01-02"}}',
        '[[{"@graph": [{"@type": "Article", "datePublished": "2026-01-02"}]}]]',
        '{"@type": "Article", "x": "' + "y" * 200_000 + '", "datePublished": "2026-01-02"}',
    ],
)
def test_json_ld_is_read_though_it_is_broken_deep_or_long(blob: str) -> None:
    """Comment marks, loose commas, raw line breaks, entities and nesting hide no date."""
    found = metadata(f"<script type='application/ld+json'>{blob}</script>")

    assert found.published == "2026-01-02"
    assert dict(found.sources)["published"] == "json-ld"
    assert found.is_article


def test_the_article_is_the_one_the_titles_name() -> None:
    """Among several articles of the structured data the page's own gives the dates."""
    found = metadata(
        '<title>Yes to the wall</title><script type="application/ld+json">'
        '[{"@type": "Article", "headline": "Other news", "datePublished": "2025-01-01"},'
        ' {"@type": "Article", "headline": "Yes to the wall", "datePublished": "2026-01-02",'
        ' "author": {"@id": "#ana"}}, {"@type": "Person", "@id": "#ana", "name": "Ana Reis"}]'
        "</script>"
    )

    assert (found.published, found.byline) == ("2026-01-02", ("Ana Reis",))


def test_microdata_is_the_articles_own() -> None:
    """A comment's date and author are not the story's."""
    found = metadata(
        '<div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">Votes</h1>'
        '<span itemprop="author">Ana Reis</span><meta itemprop="datePublished" content="2026-01-02">'
        '<div class="comments" itemscope itemtype="https://schema.org/Comment">'
        '<b itemprop="author">Bo Lind</b><time itemprop="datePublished" datetime="2026-01-09"></time>'
        "</div></div>"
    )

    assert (found.published, found.byline) == ("2026-01-02", ("Ana Reis",))


@pytest.mark.parametrize(
    ("html", "date", "source"),
    [
        ("<p>Published 3 March 2026 at 10:15</p>", "2026-03-03T10:15", "visible text"),
        ("<time datetime='2026-03-04T08:00'>4 Mar</time>", "2026-03-04T08:00", "visible text"),
        ("<p>Updated 9 March 2026</p>", "2026-03-03", "url"),
        ("<p>In 1999 it all began</p>", "2026-03-03", "url"),
        ("<aside><time datetime='2024-01-01'></time></aside>", "2026-03-03", "url"),
    ],
)
def test_a_date_not_stated_is_read_beside_the_headline_or_in_the_address(
    html: str, date: str, source: str
) -> None:
    """The day told to readers comes before the address; a later change is no publication."""
    tree = parse(Page(f"<h1>Council votes yes</h1>{html}"))
    found = metadata_of(tree.root, page_blocks(tree.root), "https://quay.example/2026/03/03/yes")

    assert (found.published, dict(found.sources)["published"]) == (date, source)


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("March 3, 2026 at 8:48 p.m.", "2026-03-03T20:48:19-05:00"),
        ("March 3, 2026", "2026-03-04T01:48:19+00:00"),
        ("March 3, 2026 at 8:47 p.m.", "2026-03-04T01:48:19+00:00"),
    ],
)
def test_a_date_in_utc_is_given_in_the_zone_the_page_tells_it_in(told: str, date: str) -> None:
    """The moment is kept, the day is the one readers see; no zone is made up."""
    found = metadata(
        "<meta property='article:published_time' content='2026-03-04T01:48:19Z'>"
        f"<h1>Council votes yes</h1><p>{told}</p>"
    )

    assert found.published == date


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>By <a href='/r'>Ana Reis</a> and Bo Lind, The Quay</p>", ("Ana Reis", "Bo Lind")),
        ("<a rel='author' href='/r'>Ana Reis</a>", ("Ana Reis",)),
        ("<p class='byline'><b>Ana Reis</b>, Harbour Watch Weekly</p>", ("Ana Reis",)),
        (
            "<p class='byline'>Von Ana Reis, Bo Lind und Cy Day</p>",
            ("Ana Reis", "Bo Lind", "Cy Day"),
        ),
        ("<div class='related'><b class='author'>Bo Lind</b></div>", ("Quay Wire",)),
        ("<p>By the sea it was cold.</p>", ("Quay Wire",)),
    ],
)
def test_a_byline_readers_see_comes_before_a_company(html: str, names: tuple[str, ...]) -> None:
    """People who sign beside the headline sign; only where nobody does, the agency does."""
    found = metadata(
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type":'
        ' "Organization", "name": "Quay Wire"}}</script><h1>Council votes yes</h1>' + html
    )

    assert found.byline == names


def test_a_byline_that_names_more_people_wins() -> None:
    """Structured data often keeps the first of several authors."""
    found = metadata(
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Ana Reis"}</script>'
        "<h1>Council votes yes</h1><p class='byline'>By Ana Reis and Bo Lind</p>"
    )

    assert found.byline == ("Ana Reis", "Bo Lind")


@pytest.mark.parametrize(
    "html",
    [
        "<a rel='author' itemprop='author' class='author'>Ana Reis and</a>" * 30_000,
        "<div class='author'>" * 1_500 + "Ana" + "</div>" * 1_500,
        "<time datetime='2026'>3 March 20</time>" * 30_000,
        "<h1>Some words here</h1>" * 30_000,
        "<p>By " + "Ana Reis, " * 50_000 + "</p>",
        "<title>" + "a | " * 100_000 + "</title>",
        "<meta name='author' content='" + ",;/ - and " * 50_000 + "'>",
        "<meta name='date' content='" + "1" * 500_000 + "'>",
        "<script type='application/ld+json'>{}" + " ," * 200_000 + "</script>",
        "<script type='application/ld+json'><!--" + "--> " * 200_000 + "x</script>",
    ],
)
def test_metadata_costs_no_more_than_the_page_is_long(html: str) -> None:
    """Nothing here is quadratic, whatever stands on the page."""
    tree = parse(Page(html))
    blocks = page_blocks(tree.root)
    start = time.process_time()

    metadata_of(tree.root, blocks, "https://news.example/a/b")

    assert time.process_time() - start < 1
