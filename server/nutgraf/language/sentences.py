"""Text to sentences: Punkt's boundaries, block by block, then repaired; each a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nutgraf.limits import SENTENCE_CHARS, SENTENCES
from nutgraf.model import Sentence, Span, Story

if TYPE_CHECKING:
    from punkt import PunktSentenceTokenizer

_MODELS: Final = {
    "cs": "czech", "da": "danish", "nl": "dutch", "en": "english", "et": "estonian",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "it": "italian",
    "ml": "malayalam", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "uk": "russian", "bg": "russian", "sl": "slovene", "es": "spanish", "sv": "swedish",
    "tr": "turkish", "zh": "chinese", "ja": "japanese",
}  # fmt: skip
_WIDE_STOPS: Final = {"zh", "ja", "ko"}
_STOP: Final = re.compile(r"[.!?…。！？؟।۔](?:[\"'”’»）」』)\]]*)\Z")
_WINDOW_CHARS: Final = 40_000
_NEAR_CHARS: Final = 60
_STOP_CHARS: Final = 8
_WIDE_END: Final = re.compile(r"[。！？](?:[」』）”]*)")
_OTHER_END: Final = re.compile(r"[؟۔।](?=\s)")
_JOINED: Final = re.compile(
    r"\b(?:No|Nos|Nr|Vol|Fig|Art|pp?|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_LIST_MARK: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]")
_SPEECH_GOES_ON: Final = re.compile(
    r"(?:said|says|asked|asks|told|added|adds|he|she|they|it|according|replied|wrote|shouted)\b"
)
_CLOSED_QUESTION: Final = re.compile(r"[?!…][\"”’»]$")


def with_sentences(story: Story) -> tuple[Sentence, ...]:
    """The story's sentences in order: a dateline is in none, a subhead is one, a table is none.

    Keeps at most 3,000 sentences; the caller says so when there are more. Source of the
    boundaries: Punkt (Kiss and Strunk, 2006) with the models NLTK ships.
    """
    found: list[Sentence] = []
    for index, block in enumerate(story.blocks):
        if not block.in_body or block.kind in ("table", "code"):
            continue
        start = block.span.start
        if story.dateline and story.dateline.start == start:
            start = _past_dash(story.text, story.dateline.end, block.span.end)
        for window in _windows(story, Span(start, block.span.end)):
            found += [Sentence(span, index) for span in window]
            if len(found) >= SENTENCES:
                return tuple(found[:SENTENCES])
    return tuple(found)


def _windows(story: Story, within: Span) -> Iterator[tuple[Span, ...]]:
    """The sentences of a block, some pages of text at a time: the last one of a window may be
    cut, so the next window begins with it."""
    start = within.start
    while start < within.end:
        end = min(within.end, start + _WINDOW_CHARS)
        found = spans(story.text, Span(start, end), story.language)
        if end == within.end or len(found) < 2:  # noqa: PLR2004 - nothing to hold back
            yield found
            start = end
        else:
            yield found[:-1]
            start = found[-1].start


def spans(text: str, within: Span, language: str | None) -> tuple[Span, ...]:
    """The sentence spans of a part of a text, without the white space between them."""
    part = text[within.start : within.end]
    pieces = [Span(*span) for span in _tokenizer(language or "en").span_tokenize(part)]
    merged = _merge(part, _split_lines(part, pieces, language))
    return tuple(Span(within.start + s.start, within.start + s.end) for s in merged)


@lru_cache(maxsize=8)
def _tokenizer(language: str) -> PunktSentenceTokenizer:
    import punkt

    return punkt.tokenizer_for(_MODELS.get(language, "english"), prefixes=True)


def _past_dash(text: str, start: int, end: int) -> int:
    dash = re.compile(r"[\s.|–—―-]*").match(text, start, end)
    return dash.end() if dash else start


def _split_lines(part: str, pieces: list[Span], language: str | None) -> Iterator[Span]:
    """Cut where a finished line ends, where a script has its own stops, and overlong pieces."""
    for piece in pieces:
        cuts = {m.end() for m in _OTHER_END.finditer(part, piece.start, piece.end)}
        if language in _WIDE_STOPS:
            cuts |= {m.end() for m in _WIDE_END.finditer(part, piece.start, piece.end)}
        for at in re.finditer("\n", part[piece.start : piece.end]):
            end = piece.start + at.start()
            if _STOP.search(part[max(piece.start, end - _STOP_CHARS) : end]):
                cuts.add(piece.start + at.start())
        start = piece.start
        for cut in [*sorted(cuts), piece.end]:
            yield from _chunks(part, start, cut)
            start = cut


def _chunks(part: str, start: int, end: int) -> Iterator[Span]:
    """A span without outer white space, in pieces no longer than a sentence may be."""
    while start < end and part[start].isspace():
        start += 1
    while end > start and part[end - 1].isspace():
        end -= 1
    while end - start > SENTENCE_CHARS:
        cut = part.rfind(" ", start, start + SENTENCE_CHARS)
        cut = cut if cut > start else start + SENTENCE_CHARS
        yield from _chunks(part, start, cut)
        start = cut
        while start < end and part[start].isspace():
            start += 1
    if end > start:
        yield Span(start, end)


def _merge(part: str, found: Iterator[Span]) -> list[Span]:
    pieces, merged = list(found), list[Span]()
    # In a text all in small letters a small letter at the start says nothing.
    small = 2 * sum(part[piece.start].islower() for piece in pieces) > len(pieces)
    for piece in pieces:
        if merged and _one_sentence(part, merged[-1], piece, small=small):
            merged[-1] = Span(merged[-1].start, piece.end)
        else:
            merged.append(piece)
    return merged


def _one_sentence(part: str, before: Span, after: Span, *, small: bool) -> bool:
    """Whether a boundary was put inside a sentence: after "No.", inside brackets, before "she
    asked"."""
    if after.end - before.start > SENTENCE_CHARS or "\n" in part[before.end : after.start]:
        return False
    head = part[max(before.start, before.end - _NEAR_CHARS) : before.end]
    tail = part[after.start : after.start + _NEAR_CHARS]
    if _LIST_MARK.fullmatch(head):
        return True
    if _JOINED.search(head[-12:]) and tail[:1].isdigit():
        return True
    if _CLOSED_QUESTION.search(head) and _SPEECH_GOES_ON.match(tail):
        return True
    return tail[:1].islower() and not small and not head.endswith(("!", "?"))
