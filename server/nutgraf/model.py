"""The nouns: what a page becomes on its way to a reader. All frozen, none knows an engine."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

from nutgraf.errors import BadBudget, BadReading
from nutgraf.plain import digest_of, plain, to_json

BodyKind = Literal["paragraph", "subhead", "list-item", "quote", "table", "code"]
LabelKind = Literal["headline", "dek", "byline", "caption", "credit", "note"]
MarkKind = Literal["link", "note", "strong", "emphasis", "sub", "sup", "code"]
BODY_KINDS: Final = ("paragraph", "subhead", "list-item", "quote", "table", "code")
LABEL_KINDS: Final = ("headline", "dek", "byline", "caption", "credit", "note")
MARK_KINDS: Final = ("link", "note", "strong", "emphasis", "sub", "sup", "code")

PageKind = Literal[
    "article", "live-blog", "list", "forum", "product", "documentation", "service", "listing",
    "error", "page",
]  # fmt: skip

FactKind = Literal["person", "organisation", "place", "date", "number"]
Basis = Literal["text", "published"]
QuoteMode = Literal["direct", "indirect", "mixed"]

FORM_VERSION: Final = 1
CONTEXT_CHARS: Final = 32
LINK_WORDS: Final = 5
LONG_QUOTE_CHARS: Final = 80
SURE: Final = 0.85
_NOT_OURS: Final = "This is not a reading that Nutgraf wrote"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know about how the page was read."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the browser showed it: `html` is text, already decoded."""

    html: str
    url: str | None = None
    captured_at: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of `Story.text`, in Unicode code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def as_plain(self) -> tuple[int, int]:
        """The pair [start, end]."""
        return (self.start, self.end)

    @classmethod
    def from_plain(cls, form: Any) -> Span:
        """The span of a pair [start, end]; raises Misfit."""
        if type(form) is list and len(form) == 2:
            start, end = form
            if type(start) is int and type(end) is int and 0 <= start <= end:
                return cls(start, end)
        from nutgraf.revive import Misfit

        raise Misfit("is no pair of a start and an end")

    def holds(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where words stood in the page: a W3C TextQuoteSelector and an XPath to the element."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    path: str = ""

    def link(self, url: str | None) -> str:
        """A URL that opens the page at these words (`#:~:text=`), or "" without a web address.

        Long quotes give their first and last words: a text fragment matches a range.
        """
        if not url or not url.startswith(("http://", "https://")) or not self.exact:
            return ""
        return web_address(url.split("#", 1)[0]) + "#:~:text=" + self._directive()

    def _directive(self) -> str:
        words = self.exact.split()
        if len(self.exact) <= LONG_QUOTE_CHARS or len(words) < 2 * LINK_WORDS + 2:
            return _fragment(self.exact)
        start, end = " ".join(words[:LINK_WORDS]), " ".join(words[-LINK_WORDS:])
        return f"{_fragment(start)},{_fragment(end)}"


def web_address(url: str) -> str:
    """A URL in which nothing can end a link: white space, brackets and quotes are encoded."""
    from urllib.parse import quote

    return quote(url, safe="/:?#@!$&*+,;=%~-._")


def _fragment(text: str) -> str:
    """Percent-encode for a text directive, where `-`, `,` and `&` have a meaning of their own."""
    from urllib.parse import quote

    return quote(text, safe="").replace("-", "%2D")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page the reporter or editor wrote, in page order.

    A body block's `span` is its words, and its `anchor.exact` is left empty: the text is kept
    once. A labelled block (`LABEL_KINDS`) stands outside the body: its span is empty, at the
    place where it stood, and its words are `anchor.exact`.
    `level` is the depth of a subhead (2 to 6) or of a list item (1 to 8, 1 in an outermost list),
    else None; `ordinal` is the number the page shows before an item of a numbered list.
    """

    kind: BodyKind | LabelKind
    span: Span
    anchor: Anchor
    level: int | None = None
    ordinal: int | None = None

    @property
    def in_body(self) -> bool:
        """Whether the block's words are part of `Story.text`."""
        return self.kind in BODY_KINDS


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the text and the index of its block."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one block that the page dresses: a link, emphasis, code, a footnote's sign.

    `href` is a link's absolute http(s) address; `block` is the index of the block in
    `Story.blocks` that holds the footnote a `note` points at.
    """

    kind: MarkKind
    span: Span
    href: str | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the story, as a reference: it is named, never fetched.

    `before` is the index of the block in `Story.blocks` before which it stood, the number of
    blocks for one behind the last; `caption` is the index of its caption's block.
    """

    src: str
    alt: str
    before: int
    caption: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """What the reporter wrote. `text` is the only copy of the body; all else points into it.

    `published` and `updated` are ISO 8601 at the precision known, with the offset where known.
    `dateline` is a span at the head of the first paragraph; it stays in the body and the first
    sentence begins after it. `marks` are in the order of their spans, an outer one before those
    inside it: two of them lie apart or one in the other.
    `kind` is the kind of page it was read from ("page" where nothing tells): a listing's text is
    its entries, without sentences, for they make no story. `sources` pairs the name of a field
    with where on the page its value was read: `json-ld`, `microdata`, `meta <name>`, `h1`,
    `title`, `visible text`, `url`, …
    """

    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    headline: str | None = None
    dek: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Span | None = None
    credits: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    image: str | None = None
    url: str | None = None
    marks: tuple[Mark, ...] = ()
    images: tuple[Image, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    kind: PageKind = "article"

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def as_plain(self) -> Mapping[str, object]:
        """The fields, the sources as an object."""
        form = {field.name: getattr(self, field.name) for field in fields(self)}
        return form | {"sources": dict(self.sources)}

    @classmethod
    def from_plain(cls, form: Any) -> Story:
        """The story of its plain form; raises Misfit."""
        from nutgraf.revive import from_fields, paired

        return from_fields(cls, paired(form, "sources"))

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks whose words are in `text`, in order."""
        return tuple(block for block in self.blocks if block.in_body)

    @property
    def agency(self) -> str | None:
        """The news agency named in the dateline's brackets, if any."""
        words = self[self.dateline] if self.dateline else ""
        return words.partition("(")[2].rpartition(")")[0].strip() or None

    def labelled(self, kind: LabelKind) -> tuple[str, ...]:
        """The words of every labelled block of one kind, in page order."""
        return tuple(block.anchor.exact for block in self.blocks if block.kind == kind)

    def marks_in(self, span: Span) -> tuple[Mark, ...]:
        """The marks that lie inside a span, in their own order."""
        first = bisect_left(self.marks, span.start, key=lambda mark: mark.span.start)
        past = bisect_left(self.marks, span.end, key=lambda mark: mark.span.start)
        return tuple(mark for mark in self.marks[first:past] if span.holds(mark.span))

    def block_at(self, span: Span) -> Block | None:
        """The body block that holds the span."""
        index = bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1
        while index >= 0 and not self.blocks[index].in_body:
            index -= 1
        found = self.blocks[index] if index >= 0 else None
        return found if found and found.span.holds(span) else None

    def sentence_at(self, span: Span) -> int | None:
        """The index of the sentence in which the span starts, or None (a dateline, a gap)."""
        index = bisect_right(self.sentences, span.start, key=lambda s: s.span.start) - 1
        inside = index >= 0 and span.start < self.sentences[index].span.end
        return index if inside else None

    def anchor(self, span: Span) -> Anchor:
        """Where a span of the body stood in the page; its context comes from its own block."""
        block = self.block_at(span)
        if block is None:
            return Anchor(exact=self[span])
        before = self.text[max(block.span.start, span.start - CONTEXT_CHARS) : span.start]
        after = self.text[span.end : min(block.span.end, span.end + CONTEXT_CHARS)]
        return Anchor(
            exact=self[span],
            prefix=before or block.anchor.prefix,
            suffix=after or block.anchor.suffix,
            path=block.anchor.path,
        )


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a summary may be: exactly one of sentences, words or a share of the words.

    Raises BadBudget for any other combination.
    """

    sentences: int | None = None
    words: int | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        given = [v for v in (self.sentences, self.words, self.share) if v is not None]
        if len(given) != 1:
            raise BadBudget("Give one summary length: sentences, words or share.")
        counts = all(isinstance(v, int) for v in (self.sentences, self.words) if v is not None)
        if not (counts and isinstance(given[0], int | float) and given[0] > 0) or (
            self.share is not None and self.share > 1
        ):
            raise BadBudget(
                "A summary length is at least 1 sentence or 1 word, or a share over 0 and up to 1."
            )


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence chosen for the summary, by index, with the reason a reader is told."""

    sentence: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All sentences, best first: any length of summary is a prefix of `ranking`.

    `picks` are the sentences within `budget`, in story order. `words[i]` is the length in
    words of sentence i; `scores[r]` and `reasons[r]` belong to `ranking[r]`.
    """

    method: str
    budget: Budget
    ranking: tuple[int, ...] = ()
    scores: tuple[float, ...] = ()
    reasons: tuple[str, ...] = ()
    words: tuple[int, ...] = ()

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The sentences within the summary's own budget, in story order."""
        return self._picks(self.budget)

    def as_plain(self) -> Mapping[str, object]:
        """The fields and the picks they give."""
        names = ("method", "budget", "ranking", "scores", "reasons", "words", "picks")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def from_plain(cls, form: Any) -> Summary:
        """The summary of its plain form, whose picks are not read: they follow; raises Misfit."""
        from nutgraf.revive import from_fields, without

        return from_fields(cls, without(form, "picks"))

    def within(
        self,
        *,
        sentences: int | None = None,
        words: int | None = None,
        share: float | None = None,
    ) -> tuple[Pick, ...]:
        """The picks for another length, in story order; never fewer than one sentence.

        Raises BadBudget unless exactly one sensible length is given.
        """
        return self._picks(Budget(sentences=sentences, words=words, share=share))

    def _picks(self, budget: Budget) -> tuple[Pick, ...]:
        count = self._prefix(budget)
        chosen = zip(self.ranking[:count], self.scores, self.reasons, strict=False)
        return tuple(sorted((Pick(*row) for row in chosen), key=lambda pick: pick.sentence))

    def _prefix(self, budget: Budget) -> int:
        if budget.sentences is not None:
            return budget.sentences
        room = budget.words or int(sum(self.words) * (budget.share or 0))
        count = used = 0
        for index in self.ranking:
            used += self.words[index]
            if used > room:
                break
            count += 1
        return max(count, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the mention beside the quote, the full name it stands for, the role given.

    All are spans; `name` is the first place where the full name stands. Empty when abstaining.
    """

    mention: Span | None = None
    name: Span | None = None
    role: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words: `content` without its quote marks, the verb (`cue`) and the source.

    An indirect quote's content is the reporter's account of them. `rule` names what told the
    source; `confidence` (0 to 1) is how often that rule names the right one.
    """

    content: Span
    cue: Span | None
    source: Source
    mode: QuoteMode
    rule: str
    confidence: float
    sentence: int | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the source is as good as certain."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact: every place that says it, first the one that says it best.

    `value` is the normal form, derivable from the spans and the story's date: a full name, an
    ISO 8601 date, a plain number. `unit` is what a number counts or measures. `basis` is what a
    date's or number's value follows from: the words themselves, or the words and the publication
    date; None where there is no value or it does not apply.
    """

    kind: FactKind
    spans: tuple[Span, ...]
    value: str | None = None
    sentence: int | None = None
    confidence: float = 1.0
    unit: Span | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the card: a span of the text or of the headline, and how sure, 0 to 1."""

    span: Span
    confidence: float
    place: Literal["text", "headline"] = "text"

    def words(self, story: Story) -> str:
        """The answer as the story has it."""
        text = story.text if self.place == "text" else story.headline or ""
        return text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline: a date's normal value, where it is said, and in which sentence."""

    value: str
    span: Span
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody the story quotes: the first full name, and the indexes of the quotes in `Facts`."""

    name: Span
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The story at a glance: an answer or none to each question, the most important first.

    `numbers` are the weightiest figures, each with what it counts where that stands beside it.
    `timeline` is in order of time, and empty below three different dates; `voices` are in order
    of how much they are quoted.
    """

    who: tuple[Answer, ...] = ()
    what: tuple[Answer, ...] = ()
    when: tuple[Answer, ...] = ()
    where: tuple[Answer, ...] = ()
    why: tuple[Answer, ...] = ()
    how: tuple[Answer, ...] = ()
    numbers: tuple[Answer, ...] = ()
    timeline: tuple[Moment, ...] = ()
    voices: tuple[Voice, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        names = ("who", "what", "when", "where", "why", "how")
        return iter([(name, getattr(self, name)) for name in names])


@dataclass(frozen=True, slots=True)
class Facts:
    """All key facts of a story, most important first within each kind.

    `names_by` says how names were found: by the model, or by rules, casing and gazetteers alone.
    """

    items: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    card: Card = Card()
    names_by: Literal["model", "rules"] = "rules"

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """The facts of one kind."""
        return tuple(fact for fact in self.items if fact.kind == kind)

    @property
    def direct(self) -> tuple[Quote, ...]:
        """The quotes whose words stand between quote marks."""
        return tuple(quote for quote in self.quotes if quote.mode != "indirect")

    @property
    def told(self) -> tuple[Quote, ...]:
        """What somebody says or holds in the reporter's words, where the text says who."""
        spoken = (quote for quote in self.quotes if quote.mode == "indirect")
        return tuple(quote for quote in spoken if quote.source.mention)

    @property
    def people(self) -> tuple[Fact, ...]:
        """People of the story; reporters and editors are not among them."""
        return self.of("person")

    @property
    def organisations(self) -> tuple[Fact, ...]:
        """Parties, companies, ministries, agencies, clubs."""
        return self.of("organisation")

    @property
    def places(self) -> tuple[Fact, ...]:
        """Countries, cities and other places."""
        return self.of("place")

    @property
    def dates(self) -> tuple[Fact, ...]:
        """Dates and times; `value` is set only where it follows from the text."""
        return self.of("date")

    @property
    def numbers(self) -> tuple[Fact, ...]:
        """Amounts, counts, shares and scores."""
        return self.of("number")


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of the page left out of the story: which step cut it, and why.

    `before` is the index of the block in `Story.blocks` before which it stood (their number for
    one behind the last), None where the page's hidden parts are not put in order with the story.
    `text` is the whole of its words where a reader may want it back: five words or more, inside
    the story or within a few pieces of it, 4,000 characters at most. Menus and footers have only
    their preview, or every reading would carry its page twice.
    """

    step: str
    reason: str
    preview: str
    anchor: Anchor
    before: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What was read and what was asked: enough to read it again and compare.

    `sha256` and `characters` are those of the decoded source; `kind` is `html` or `text`;
    `language`, `headline` and `published` are what the caller gave, `notices` what the capture
    told.
    """

    kind: Literal["html", "text"]
    sha256: str
    characters: int
    url: str | None = None
    captured_at: str | None = None
    language: str | None = None
    headline: str | None = None
    published: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, read: the story, its summary and key facts, and what was left out.

    `digest` is `sha256:` and the hash of everything else in the reading: the same page, read
    by the same engines, has the same digest.
    """

    page: Origin
    story: Story
    summary: Summary
    facts: Facts
    removed: tuple[Removal, ...] = ()
    notices: tuple[Notice, ...] = ()
    engines: tuple[tuple[str, str], ...] = ()
    digest: str = ""

    def to_json(self) -> str:
        """The whole reading as JSON: spans in code points, keys in a fixed order, one version."""
        return to_json(self, indent=1)

    def as_plain(self) -> Mapping[str, object]:
        """The reading's fields under the version number of this form."""
        names = ("digest", "page", "story", "summary", "facts", "removed", "notices", "engines")
        form = {"version": FORM_VERSION} | {name: getattr(self, name) for name in names}
        return form | {"engines": dict(self.engines)}

    @classmethod
    def from_json(cls, text: str) -> Reading:
        """The reading that `to_json` wrote; raises BadReading, which names what is wrong."""
        import json

        try:
            form = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadReading(f"{_NOT_OURS}: it is not JSON.") from error
        return cls.from_plain(form)

    @classmethod
    def from_plain(cls, form: Any) -> Reading:
        """The reading of its plain form; a library's own `id` and `library` are passed over.

        Raises BadReading for what is missing, unknown, of another type or leads nowhere.
        """
        from nutgraf.revive import Misfit, from_fields, paired

        try:
            reading = from_fields(cls, paired(_unwrapped(form), "engines"))
            _check(form, reading)
        except (Misfit, BadBudget) as error:
            raise BadReading(f"{_NOT_OURS}: {error}") from error
        return reading

    def digest_holds(self) -> bool:
        """Whether the digest is that of everything else in the reading."""
        return self.digest == digest_of(replace(self, digest=""))


def _unwrapped(form: Any) -> Any:
    """A reading's own fields, out of its versioned form."""
    if type(form) is not dict or type(form.get("version")) is not int:
        raise BadReading(f"{_NOT_OURS}: it has no version.")
    if form["version"] != FORM_VERSION:
        raise BadReading(
            f"This reading is of version {form['version']}; Nutgraf reads version {FORM_VERSION}."
        )
    return {key: form[key] for key in form if key not in ("version", "id", "library")}


def _check(form: Mapping[str, Any], reading: Reading) -> None:
    """Raise Misfit where the parts of a reading do not belong together."""
    from nutgraf.bounds import unsound
    from nutgraf.revive import Misfit

    for wrong in unsound(form):
        raise Misfit(wrong)
    if plain(reading.summary.picks) != form["summary"]["picks"]:
        raise Misfit("are not those that the ranking gives", "summary.picks")
