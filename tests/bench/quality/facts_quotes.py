"""Quotes and their speakers against PolNeAR's attributions.

Gold is one annotator's file a document (the first by name). A document's first line is its
headline: it is no part of the body, and what gold has there is not asked for. A gold quote is a piece of an
attribution's Content between quote marks, of three words or more; one that is not closed inside
the Content ends where the Content's span ends. The measures:

- `quote`: ours of three words or more against gold's, one to one, right where the two share at
  least half of the shorter one's characters. Pieces of one Content with no mark between them are
  one quote (gold often stops at a sentence's end inside a longer quote).
- `exact`: of those found, the ones with the same words.
- `sure`: the same for the speakers we are sure of (confidence of 0.85 and more), over all gold
  quotes: its `p` is how often those are right, its `shown` the coverage.
- `speaker`: of all gold quotes, those that were found, show a speaker, and show the right one:
  its mention or resolved name overlaps gold's Source, or has the same last name as it. Its `p` is
  over the quotes that show one (of those whose gold has a Source), its `r` over all gold quotes.
- `indirect`: Contents without any quote mark. One of ours is right when at least half of it lies
  in one gold Content (quoted ones too); recall is over gold's, found when one of ours covers at
  least half of it. Counted as two measures, `indirect-p` and `indirect-r`, whose precision and
  recall are the figures.
- `resolved`: our own labels (`gold/polnear_speakers.json`), pronouns and short names that speak:
  right when first and last name of the resolved name are those labelled. Only in the parts that
  have labels. `unnamed`: labelled as nobody the text names; right when we resolve to no name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from nutgraf.facts import find_facts
from nutgraf.model import Anchor, Block, Quote, Span, Story
from tests.bench.quality.counts import Count, Document
from tests.bench.quality.documents import parted

SET = "polnear"
LEAST_WORDS = 3
HALF = 0.5
RELATIVE = 40
LABELS = Path(__file__).parents[1] / "gold" / "polnear_speakers.json"

_QUOTED = re.compile(
    r"[“„«]([^”»]*)(?:[”»]|$)|\"([^\"]*)(?:\"|$)|''(.*?)(?:''|$)|``(.*?)(?:''|$)", re.S
)
_MARKS = re.compile(r"[“”„«»\"]|''|``")
_ROW = re.compile(r"T(\d+)\t([\w-]+) ([\d ;]+?)\s*(?:\t|$)")
_EVENT = re.compile(r"E\d+\t(.+)")
_LAST_NAME = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold attribution: the spans of its content, cue and source."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    quoted: bool


def documents(corpus: Path, limit: int | None = None) -> Iterator[Document]:
    """Every annotated document of every part of PolNeAR that is there."""
    for part in sorted(path for path in (corpus / "facts" / SET).glob("*") if path.is_dir()):
        for path in islice(sorted((part / "text").glob("*.txt")), limit):
            annotated = sorted((part / "attributions").glob(f"{path.stem}_*.ann"))
            if annotated:
                yield _document(part.name, path, annotated[0])


def _document(part: str, path: Path, annotated: Path) -> Document:
    text = path.read_bytes().decode("utf-8")
    rows = annotated.read_text(encoding="utf-8")
    story = _story(text)
    quotes = find_facts(story).quotes
    body = story.body[0].span.start if story.body else len(text)
    gold = [one for one in _attributions(text, rows) if one.content[0].start >= body]
    wrong: list[str] = []
    counts = (
        _quotes(story, quotes, gold, wrong)
        | _indirect(story, quotes, gold, wrong)
        | _resolved(story, quotes, path.stem, wrong)
    )
    source = hashlib.sha256((text + rows).encode()).hexdigest()
    return Document(f"{SET}/{part}", path.stem, counts, source, tuple(wrong))


def _story(text: str) -> Story:
    story = parted(text, "en")
    if not story.blocks:
        return story
    first = story.blocks[0].span
    headline = Block("headline", Span(first.start, first.start), Anchor(story[first]))
    sentences = tuple(s for s in story.sentences if s.block > 0)
    blocks = (headline, *story.blocks[1:])
    return replace(story, blocks=blocks, sentences=sentences, headline=story[first])


def _attributions(text: str, rows: str) -> Iterator[Attribution]:
    """The attributions of a standoff file; those without a content say nothing to us."""
    spans = {
        f"T{number}": (kind, _spans(places))
        for number, kind, places in (m.groups() for m in map(_ROW.match, rows.splitlines()) if m)
    }
    for line in filter(None, map(_EVENT.match, rows.splitlines())):
        parts: dict[str, list[Span]] = {"Content": [], "Source": [], "Cue": []}
        for argument in line[1].split():
            kind, found = spans.get(argument.partition(":")[2], ("", []))
            if kind in parts:
                parts[kind] += found
        if parts["Content"]:
            content, source = tuple(sorted(parts["Content"])), tuple(sorted(parts["Source"]))
            if [text[s.start : s.end] for s in source] == ["said"]:
                source = tuple(sorted(parts["Cue"]))  # the two are swapped here and there
            quoted = any(_MARKS.search(text, s.start, s.end) for s in content)
            yield Attribution(content, source, quoted)


def _spans(places: str) -> list[Span]:
    return [Span(*map(int, place.split())) for place in places.split(";")]


def _quotes(
    story: Story, quotes: Sequence[Quote], gold: Sequence[Attribution], wrong: list[str]
) -> dict[str, Count]:
    wanted = dict(_gold_quotes(story, gold))
    ours = [q for q in quotes if q.mode != "indirect" and _long(story, q.content)]
    pairs = dict(_paired(ours, list(wanted)))
    told = {span: q for span, q in pairs.items() if wanted[span]}
    shown = {span: q for span, q in told.items() if q.source.mention}
    right = [span for span, q in shown.items() if _same(story, q, wanted[span])]
    wrong += [f"missed: {story[span]}" for span in wanted if span not in pairs]
    taken = {q.content for q in pairs.values()}
    wrong += [f"no quote: {_around(story, q.content)}" for q in ours if q.content not in taken]
    wrong += [
        _speaker_line(story, q, wanted[span]) for span, q in told.items() if span not in right
    ]
    return {
        "quote": (len(pairs), len(ours), len(wanted)),
        "speaker": (len(right), len(shown), len(wanted)),
        "sure": (
            sum(shown[s].is_sure for s in right),
            sum(q.is_sure for q in shown.values()),
            len(wanted),
        ),
        "exact": (
            sum(_words(story, q.content) == _words(story, span) for span, q in pairs.items()),
            len(pairs),
            len(pairs),
        ),
    }


def _gold_quotes(
    story: Story, gold: Iterable[Attribution]
) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Gold's quotes of three words or more, in order, none twice; words that two attributions
    hold ("she said, the paper reported") have the sources of both."""
    found: list[tuple[Span, tuple[Span, ...]]] = []
    for span, source in sorted(_pieces(story, gold), key=lambda row: (row[0].start, -row[0].end)):
        if found and span.start < found[-1][0].end:
            found[-1] = (found[-1][0], (*found[-1][1], *source))
        elif _long(story, span):
            found.append((span, source))
    yield from found


def _pieces(story: Story, gold: Iterable[Attribution]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    for attribution in gold:
        open_piece: Span | None = None
        for piece in (p for content in attribution.content for p in _between_marks(story, content)):
            if open_piece and not _MARKS.search(story.text, open_piece.end, piece.start):
                open_piece = Span(open_piece.start, piece.end)
                continue
            if open_piece:
                yield open_piece, attribution.source
            open_piece = piece
        if open_piece:
            yield open_piece, attribution.source


def _between_marks(story: Story, content: Span) -> Iterator[Span]:
    """What stands between quote marks in a content; all of it where it lies inside a quote."""
    for found in _QUOTED.finditer(story[content]):
        group = next((n for n in range(1, 5) if found[n] is not None), 0)
        start, end = found.span(group)
        lead = len(found[group]) - len(found[group].lstrip())
        yield Span(content.start + start + lead, content.start + end)


def _words(story: Story, span: Span) -> list[str]:
    return re.findall(r"\w+", story[span])


def _long(story: Story, span: Span) -> bool:
    return len(story[span].split()) >= LEAST_WORDS


def _paired(ours: Sequence[Quote], wanted: Sequence[Span]) -> Iterator[tuple[Span, Quote]]:
    free = list(ours)
    for span in wanted:
        best = max(free, key=lambda q: _overlap(q.content, span), default=None)
        if best and _overlap(best.content, span) >= HALF:
            free.remove(best)
            yield span, best


def _overlap(one: Span, other: Span) -> float:
    """The share of the shorter that lies in the other."""
    both = _shared(one, other)
    return both / min(len(one), len(other)) if both else 0.0


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _same(story: Story, quote: Quote, source: Sequence[Span]) -> bool:
    source = [_with_head(story, span) for span in source]
    told = [span for span in (quote.source.mention, quote.source.name) if span]
    if any(_shared(span, gold) for span in told for gold in source):
        return True
    names = {_last_name(story[span]) for span in told}
    return bool(names & {_last_name(story[span]) for span in source} - {""})


def _with_head(story: Story, source: Span) -> Span:
    """A relative pronoun with what stands right before it, for which it stands."""
    relative = story[source].lower() in ("who", "which", "that")
    return Span(max(0, source.start - RELATIVE), source.end) if relative else source


def _last_name(words: str) -> str:
    """The last word of the first run of capitalised words."""
    last = ""
    for word in _LAST_NAME.findall(words.removesuffix("’s").removesuffix("'s")):
        if word[0].isupper() and word.lower() not in _PRONOUNS:
            last = word
        elif last:
            break
    return last


_PRONOUNS = frozenset("he she they it i we you the a an his her their".split())


def _indirect(
    story: Story, quotes: Sequence[Quote], gold: Sequence[Attribution], wrong: list[str]
) -> dict[str, Count]:
    ours = [q for q in quotes if q.mode == "indirect"]
    wanted = [one for one in gold if not one.quoted]
    right = [q for q in ours if any(_covered([q.content], one.content) >= HALF for one in gold)]
    found = [one for one in wanted
             if any(_covered(one.content, [q.content]) >= HALF for q in ours)]  # fmt: skip
    told = [
        (q, one) for q in right if q.source.mention
        for one in gold if one.source and _covered([q.content], one.content) >= HALF
    ]  # fmt: skip
    wrong += [f"not said: {_around(story, q.content)} [{q.rule}]" for q in ours if q not in right]
    wrong += [f"unheard: {_around(story, one.content[0])}" for one in wanted if one not in found]
    agreed = {id(q) for q, one in told if _same(story, q, one.source)}
    return {
        "indirect-p": (len(right), len(ours), len(ours)),
        "indirect-r": (len(found), len(wanted), len(wanted)),
        "indirect-speaker": (len(agreed), len({id(q) for q, _ in told}), len(wanted)),
    }


def _covered(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """The share of some spans' characters that lies in the others."""
    whole = sum(len(span) for span in spans)
    return sum(_shared(a, b) for a in spans for b in others) / whole if whole else 0.0


@cache
def _labels() -> Mapping[str, Sequence[Mapping[str, list[int]]]]:
    found: Mapping[str, Sequence[Mapping[str, list[int]]]] = (
        json.loads(LABELS.read_text(encoding="utf-8"))["documents"] if LABELS.exists() else {}
    )
    return found


def _resolved(
    story: Story, quotes: Sequence[Quote], stem: str, wrong: list[str]
) -> dict[str, Count]:
    right = shown = 0
    rows = _labels().get(stem, ())
    labels = [row for row in rows if row["name"]]
    for row in labels:
        ours, name = _ours(quotes, row), Span(*row["name"])
        if ours is None or not ours.source.name:
            wrong.append(f"unresolved: {story[Span(*row['mention'])]} is {story[name]}")
            continue
        shown += 1
        if _same_person(story[ours.source.name], story[name]):
            right += 1
        else:
            said = f"{story[Span(*row['mention'])]} is {story[name]}"
            wrong.append(f"resolved wrong: {said}, not {story[ours.source.name]} [{ours.rule}]")
    found: dict[str, Count] = {"resolved": (right, shown, len(labels))} if labels else {}
    unnamed = [_ours(quotes, row) for row in rows if not row["name"]]
    if unnamed:
        kept = sum(not (quote and quote.source.name) for quote in unnamed)
        found["unnamed"] = (kept, len(unnamed), len(unnamed))
    return found


def _ours(quotes: Sequence[Quote], row: Mapping[str, list[int]]) -> Quote | None:
    """Our quote that shares most with a labelled one."""
    content = Span(*row["content"])
    best = max(quotes, key=lambda q: _shared(q.content, content), default=None)
    return best if best and _shared(best.content, content) else None


def _same_person(ours: str, gold: str) -> bool:
    """Whether first and last name are the same; a middle name or initial may be missing."""
    own, true = (words.casefold().split() for words in (ours, gold))
    return (own[0], own[-1]) == (true[0], true[-1])


def _around(story: Story, span: Span) -> str:
    before = story.text[max(0, span.start - 70) : span.start]
    return f"…{before}[[{story[span]}]]{story.text[span.end : span.end + 70]}…".replace("\n", "¶")


def _speaker_line(story: Story, quote: Quote, source: Sequence[Span]) -> str:
    gold = " + ".join(story[span] for span in source)
    ours = story[quote.source.mention] if quote.source.mention else None
    name = story[quote.source.name] if quote.source.name else None
    start, end = max(0, quote.content.start - 200), quote.content.end + 160
    context = story.text[start : quote.content.start] + "[[" + story[quote.content] + "]]"
    context += story.text[quote.content.end : end]
    return f"speaker {quote.rule}: gold {gold} ours {ours} ({name}) :: {context}".replace("\n", "¶")
