"""Who speaks: the person, pronoun or noun phrase a cue belongs to, and whom it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from nutgraf.facts.lexicon import CUE, FEMALE_TITLES, MALE_TITLES, PRONOUNS, ROLES
from nutgraf.model import Fact, Source, Span, Story

_NOUN_PHRASE: Final = re.compile(
    r"\b(?:the|a|an|one|another|his|her|their|its)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+$", re.I
)
_NOUN_AFTER: Final = re.compile(r"(?:the|a|an|one|another|his|her)\s(?:[\w’'-]+\s?){1,5}", re.I)
_PRONOUN: Final = re.compile(r"\b(he|she|they)\b", re.I)
_PRONOUN_AT_CUE: Final = re.compile(
    r"\b(he|she|they)(?:\s\w+ly|\s(?:also|then|later|has|had))?\s*$", re.I
)
_UP_TO_CUE: Final = re.compile(
    r"\s*(?:,[^,;“”\"]*,|\([^()]*\))?\s*(?:(?:also|then|later|has|had|have)\s+|\w+ly\s+)?$"
)
_APPOSITION: Final = re.compile(r", (?:the |a |an |who is (?:the |a )?)?([^,.“”\"\n]{3,90})[,.]")
_ROLE_BEFORE: Final = re.compile(r"((?:[\w’'-]+ ){0,5}?([\w’'-]+)) $")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|and|but|while|as|when) ", re.I)
_BORDER: Final = re.compile(r"[.,:;!?“”\"«»„\n—–]")
_LOOK_BACK: Final = 60


class Cast:
    """The people of a story by place: who is named where, outside quotes or anywhere."""

    def __init__(self, story: Story, people: Sequence[Fact], quoted: Sequence[Span]) -> None:
        self._story = story
        rows = sorted(
            ((span, fact) for fact in people for span in fact.spans), key=lambda row: row[0]
        )
        self._spans = [span for span, _ in rows]
        self._facts = [fact for _, fact in rows]
        self._quoted = sorted(quoted)

    def subject(self, start: int, end: int) -> Span | None:
        """Who speaks before a cue that begins at `end`: whoever stands right at it, past at most
        an apposition; else the only person named; nobody where several are."""
        text = self._story.text[start:end]
        pronoun = _PRONOUN_AT_CUE.search(text)
        if pronoun:
            return Span(start + pronoun.start(1), start + pronoun.end(1))
        named = self._named(start, end)
        for span in reversed(named):
            if _UP_TO_CUE.match(text, span.end - start):
                return span
        if named:
            return named[0] if len({self.full_name(span) for span in named}) == 1 else None
        return self._pronoun_or_phrase(start, end, before_cue=True)

    def object(self, start: int, end: int) -> Span | None:
        """Who speaks after a cue that ends at `start`: the first person named there."""
        named = self._named(start, end)
        return named[0] if named else self._pronoun_or_phrase(start, end, before_cue=False)

    def source(self, mention: Span | None, at: int) -> Source:
        """The source a mention makes for a quote at a place: resolved name and role, if any."""
        if mention is None:
            return Source()
        word = self._story[mention].lower()
        if word in PRONOUNS:
            return Source(mention, self._antecedent(word, at), None)
        name = self.full_name(mention)
        role = _role(self._story, mention)
        return Source(mention, name, role or (_role(self._story, name) if name else None))

    def full_name(self, mention: Span) -> Span | None:
        """Where the full name of the person mentioned stands first."""
        index = bisect_left(self._spans, mention)
        found = index < len(self._spans) and self._spans[index] == mention
        return self._facts[index].spans[0] if found else None

    def _named(self, start: int, end: int) -> list[Span]:
        first, last = (
            bisect_left(self._spans, Span(start, 0)),
            bisect_left(self._spans, Span(end, 0)),
        )
        return [span for span in self._spans[first:last] if span.end <= end]

    def _pronoun_or_phrase(self, start: int, end: int, *, before_cue: bool) -> Span | None:
        pronoun = _PRONOUN.search(self._story.text, start, end)
        if pronoun:
            return Span(*pronoun.span())
        part = self._story.text[start:end].rstrip()
        phrase = _NOUN_PHRASE.search(part) if before_cue else _NOUN_AFTER.search(part)
        if not phrase or not _names_role(phrase[0]):
            return None
        found = phrase[0].rstrip()
        return Span(start + phrase.start(), start + phrase.start() + len(found))

    def _antecedent(self, pronoun: str, at: int) -> Span | None:
        """Whom a pronoun stands for: the first person of the sentence before, the likeliest
        subject, else the person named last; quotes and a title of the other sex do not count."""
        nearest = bisect_left(self._spans, Span(at, 0))
        window = range(nearest - 1, max(nearest - _LOOK_BACK, 0) - 1, -1)
        fit = [i for i in window if not self._inside_quote(self._spans[i])
               and not self._forbidden(self._facts[i], PRONOUNS[pronoun])]  # fmt: skip
        if not fit:
            return None
        sentence = self._story.sentence_at(self._spans[fit[0]])
        same = [i for i in fit if self._story.sentence_at(self._spans[i]) == sentence]
        return self._facts[same[-1]].spans[0]

    def _inside_quote(self, span: Span) -> bool:
        index = bisect_left(self._quoted, Span(span.start + 1, 0)) - 1
        return index >= 0 and self._quoted[index].holds(span)

    def _forbidden(self, fact: Fact, gender: str) -> bool:
        text = self._story.text
        titles = {text[max(0, s.start - 8) : s.start].strip(" .").rpartition(" ")[2].lower()
                  for s in fact.spans[:5]}  # fmt: skip
        return bool(gender) and bool(titles & (FEMALE_TITLES if gender == "m" else MALE_TITLES))


def _role(story: Story, mention: Span) -> Span | None:
    """The role beside a name: "political activist Jane Doe", "Jane Doe, the mayor of Halden"."""
    after = _APPOSITION.match(story.text, mention.end, mention.end + 110)
    if after and _names_role(after[1]):
        return Span(after.start(1), after.start(1) + len(after[1].rstrip()))
    head = story.text[max(0, mention.start - 80) : mention.start]
    head = _BORDER.split(head)[-1].lstrip()
    found = _ROLE_BEFORE.search(head)
    if not found or found[2].lower() not in ROLES:
        return None
    words = found[1].split(" ")
    return _trim_role(mention.start - 1 - len(found[1]), words)


def _trim_role(start: int, words: Sequence[str]) -> Span:
    """The noun phrase of a role: no article, conjunction or verb of speech before it."""
    end = start + len(" ".join(words))
    kept = list(words)
    while len(kept) > 1 and (_ARTICLE.match(kept[0] + " ") or CUE.fullmatch(kept[0])):
        start += len(kept.pop(0)) + 1
    for position in range(len(kept) - 1, -1, -1):
        word = kept[position]
        if _ARTICLE.match(word + " ") or CUE.fullmatch(word):
            start += len(" ".join(kept[: position + 1])) + 1
            break
    return Span(start, end)


def _names_role(text: str) -> bool:
    return any(word.lower() in ROLES for word in re.findall(r"[\w-]+", text)[:6])
