"""Who speaks: the person, body or group a phrase names, and the full name it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.facts.lexicon import ROLES, TITLES
from nutgraf.facts.quotes.phrases import Phrase, is_pronoun
from nutgraf.facts.quotes.roles import posts_at, role_of, sex_of, sexes
from nutgraf.facts.quotes.speech import DETERMINERS, JOINS, PREPOSITIONS, PRONOUNS
from nutgraf.facts.quotes.subjects import clause_subject
from nutgraf.facts.quotes.wording import Wording
from nutgraf.model import Fact, Source, Span

_WORD: Final = re.compile(r"\S+")
_SENTENCES_BACK: Final = 8
_MENTIONS_BACK: Final = 60
_MENTIONS: Final = 8
_FULL_NAME: Final = range(2, 5)
_LINKS: Final = frozenset("of de van von".split())
_NO_NAME: Final = TITLES | ROLES | JOINS | DETERMINERS | PREPOSITIONS | frozenset(["team", "yet"])
_ASKED: Final = frozenset("asked asks pressed".split())
_POSTS: Final = ROLES | frozenset(
    "senator congressman congresswoman nominee candidate front-runner frontrunner representative "
    "republican democrat billionaire mogul neurosurgeon".split()
)


class Cast:
    """The people and bodies of a story by place: who is named where, who a phrase stands for."""

    def __init__(self, w: Wording, names: Sequence[Fact]) -> None:
        self._w = w
        rows = sorted(
            ((span, fact) for fact in names for span in fact.spans), key=lambda row: row[0]
        )
        self._spans = [span for span, _ in rows]
        self._facts = [fact for _, fact in rows]
        self._antecedents: dict[int, Span | None] = {}
        self._runs: dict[str, Span] | None = None

    def source(self, phrase: Phrase | None) -> Source:
        """The source a phrase makes: the mention shown, the full name, the role beside it."""
        if phrase is None:
            return Source()
        whole = self._w.span(phrase.first, phrase.past)
        if is_pronoun(self._w, phrase):
            return Source(whole, self.antecedent(phrase.first))
        named = self._head(phrase)
        if named is None:
            return self._apposed(phrase) or Source(whole, self._holder(phrase))
        name = self.full_name(named)
        role = role_of(self._w.story, named)
        if role is None and name and name != named:
            role = role_of(self._w.story, name)
        return Source(named, name, role)

    def _apposed(self, phrase: Phrase) -> Source | None:
        """`the mayor, Ana Reis,`: the name between commas, the phrase as its role."""
        w = self._w
        past = first = phrase.past + 1
        if past >= len(w.forms) or w.forms[phrase.past] != ",":
            return None
        while past < len(w.forms) and w.in_name(past):
            past += 1
        named = self._run_in(first, past) if past - first > 1 else None
        closed = (
            past == len(w.forms)
            or w.forms[past] in ",.;:)"
            or w.starts[past] > w.ends[past - 1] + 1
        )
        if (
            named is None
            or not closed
            or not w.together(phrase.first, past)
            or w.lows[phrase.first] not in DETERMINERS
        ):
            return None
        role = w.span(phrase.first + 1, phrase.past) if len(phrase) > 1 else None
        return Source(named, self.full_name(named) or named, role)

    def full_name(self, mention: Span) -> Span | None:
        """Where the full name of the one mentioned stands first, None where it stands nowhere."""
        fact = self._fact_at(mention)
        named = self._person_part(fact.spans[0] if fact else mention)
        words = self._w.story[named].split()
        if len(words) > 1 or (fact and fact.kind != "person"):
            return named
        return self._full_runs().get(_bare(words[-1]), named if fact else None)

    def _person_part(self, name: Span) -> Span:
        """A name from its given name on: without the roles before it or "of …" behind it."""
        words = list(_WORD.finditer(self._w.text, name.start, name.end))
        end = next((w.start() for w in words[1:] if w[0] in ("of", "for")), name.end)
        words = [w for w in words if w.start() < end]
        starts = [n for n, w in enumerate(words[:-1]) if w[0].lower() in sexes()]
        first = starts[0] if starts and words[starts[0] - 1][0].lower() not in sexes() else 0
        return Span(words[first].start(), words[-1].end()) if words else name

    def _fact_at(self, span: Span) -> Fact | None:
        index = bisect_left(self._spans, span)
        found = index < len(self._spans) and self._spans[index] == span
        return self._facts[index] if found else None

    def _head(self, phrase: Phrase) -> Span | None:
        """The name that is the head of a phrase: the last before any "of …", not a possessor."""
        w = self._w
        past = next(
            (
                i
                for i in range(phrase.first + 1, phrase.past)
                if w.lows[i] in PREPOSITIONS and not w.is_name(i - 1)
            ),
            phrase.past,
        )
        last = past - 1
        while last > phrase.first and not (w.is_word(last) or w.is_stop(last)):
            last -= 1
        if not (w.is_name(last) or w.is_stop(last)):
            return None
        first = bisect_left(self._spans, Span(w.starts[phrase.first], 0))
        behind = bisect_left(self._spans, Span(w.ends[last], 0))
        inside = [span for span in self._spans[first:behind] if span.end <= w.ends[last]]
        if inside and inside[-1].end >= w.ends[last] - len("’s"):
            return inside[-1]
        return self._run_in(phrase.first, last + 1)

    def _run_in(self, first: int, past: int) -> Span | None:
        """The run of capitalised words that ends before `past`, without titles and "’s"."""
        w = self._w
        start = past - 1
        while start > first and (
            w.is_name(start - 1) or w.is_stop(start - 1) or w.lows[start - 1] in _LINKS
        ):
            start -= 1
        while start < past - 1 and (w.lows[start] in _NO_NAME or w.is_stop(start)):
            start += 1
        start += w.lows[start] in ("of", "the")
        if start >= past:
            return None
        span = w.span(start, past)
        return Span(span.start, span.end - len(w.story[span]) + len(_bare(w.story[span])))

    def _full_runs(self) -> dict[str, Span]:
        """The first full name in the story for each last name: a run of two to four words."""
        if self._runs is None:
            self._runs = {}
            for first, past in _name_runs(self._w):
                run = self._run_in(first, past)
                span = self._person_part(run) if run else None
                words = self._w.story[span].split() if span else []
                if span and len(words) in _FULL_NAME:
                    self._runs.setdefault(_bare(words[-1]), span)
        return self._runs

    def antecedent(self, at: int) -> Span | None:
        """Whom the pronoun at word `at` stands for: the one who speaks in, or is the subject of,
        the nearest sentence with a person of that sex outside quotes; a pronoun there leads on."""
        if at not in self._antecedents:
            self._antecedents[at] = None
            self._antecedents[at] = self._find_antecedent(at)
        return self._antecedents[at]

    def _find_antecedent(self, at: int) -> Span | None:
        w = self._w
        sex = PRONOUNS.get(w.lows[at], "")
        here = w.story.sentence_at(Span(w.starts[at], w.ends[at]))
        if not sex or here is None:
            return None
        for index in range(here, max(-1, here - _SENTENCES_BACK), -1):
            first, past = w.bounds(w.story.sentences[index].span)
            found = None
            if index < here:
                found = self._asked(first, past, sex) or self._speaking(first, past, sex)
            found = found or self._named_first(first, min(past, at), sex)
            if found:
                return found
        return None

    def _asked(self, first: int, past: int, sex: str) -> Span | None:
        """Who is asked something in a sentence, and so answers in the next."""
        w = self._w
        for i in range(first + 1, past - 1):
            active = w.lows[i - 1] not in ("was", "when") and not w.quoted[i]
            span = self._person_at(i + 1, sex) if w.lows[i] in _ASKED and active else None
            if span:
                return self.full_name(span)
        return None

    def _speaking(self, first: int, past: int, sex: str) -> Span | None:
        subject = clause_subject(self._w, first, past)
        if subject is None:
            return None
        if is_pronoun(self._w, subject) and PRONOUNS[self._w.lows[subject.first]] == sex:
            return self.antecedent(subject.first)
        named = self._head(subject)
        return self.full_name(named) if named and self._fits(named, sex) else None

    def _named_first(self, first: int, past: int, sex: str) -> Span | None:
        for i in range(first, past):
            if self._w.quoted[i]:
                continue
            if PRONOUNS.get(self._w.lows[i]) == sex:
                return self.antecedent(i)
            span = self._person_at(i, sex)
            if span:
                return self.full_name(span)
        return None

    def _person_at(self, i: int, sex: str) -> Span | None:
        """The mention that starts at word i, of a person who may be of that sex."""
        index = bisect_left(self._spans, Span(self._w.starts[i], 0))
        if index == len(self._spans) or self._spans[index].start != self._w.starts[i]:
            return None
        return self._spans[index] if self._fits(self._spans[index], sex) else None

    def _fits(self, mention: Span, sex: str) -> bool:
        fact = self._fact_at(mention)
        person = fact is not None and fact.kind == "person"
        return person and fact is not None and sex_of(self._w.story, fact) in ("", sex)

    def _holder(self, phrase: Phrase) -> Span | None:
        """The person named last before a phrase like "the senator" whose role or title is that."""
        w = self._w
        head = w.lows[phrase.past - 1]
        if w.lows[phrase.first] != "the" or head not in _POSTS:
            return None
        last = bisect_left(self._spans, Span(w.starts[phrase.first], 0))
        for n in range(last - 1, max(-1, last - _MENTIONS_BACK), -1):
            fact = self._facts[n]
            if fact.kind == "person" and any(
                head in posts_at(w.story, span) for span in fact.spans[:_MENTIONS]
            ):
                return self.full_name(self._spans[n])
        return None


def _name_runs(w: Wording) -> Iterator[tuple[int, int]]:
    """Runs of two capitalised words and more, titles' full stops among them."""
    i, count = 0, len(w.forms)
    while i < count:
        past = i
        while past < count and (w.is_name(past) or (past > i and w.is_stop(past))):
            past += 1
        if past - i > 1 and w.together(i, past):
            yield i, past
        i = past + 1


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s")
