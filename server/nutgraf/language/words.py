"""Text to words: lower-cased word tokens, stop words, content words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_WIDE: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002ffff"
)
_TOKEN: Final = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+(?:['’][^\W\d_]+)?")
_NO_WORD: Final = re.compile(r"[\W_]+")
_SHORT_CHARS: Final = 1_000
_NO_WORD_BYTES: Final = bytes(b for b in range(128) if _NO_WORD.match(chr(b)))
_WIDE_RUN: Final = re.compile(rf"[{_WIDE}]")

_STOP_WORDS: Final = {
    "en": "a about after again against all also am an and any are as at be because been before "
    "being below between both but by can could did do does doing down during each few for from "
    "further had has have having he her here hers herself him himself his how i if in into is it "
    "its itself just me more most my myself no nor not now of off on once only or other our ours "
    "out over own said same say says she should so some such than that the their theirs them then "
    "there these they this those through to too under until up upon us very was we were what when "
    "where which while who whom why will with would you your yours",
    "de": "aber als am an auch auf aus bei bin bis bist da damit dann das dass dem den der des "
    "die dies diese dieser doch dort du durch ein eine einem einen einer eines er es für gegen "
    "haben hat hatte hier ich ihr im in ist ja kann kein keine können mehr mit nach nicht noch nur "
    "oder sagte sehr sei sein seine seit sich sie sind so soll über um und uns unter vom von vor "
    "war waren was weil wenn werden wie wieder will wir wird wurde wurden zu zum zur zwischen",
    "fr": "a ai au aussi aux avec avoir c ce ces cet cette comme d dans de des du elle en est et "
    "été être eu il ils j je l la le les leur leurs lui m ma mais me même mes n ne nos notre nous "
    "on ont ou où par pas plus pour qu que qui s sa sans se selon ses si son sont sur ta te tout "
    "très tu un une vos votre vous y",
    "es": "a al algo ante antes como con contra cuando de del desde donde dos e el ella ellas ellos "
    "en entre era es esa ese eso esta está este esto fue fueron ha había han hasta hay la las le "
    "les lo los más me mi muy no nos o para pero por porque que qué se según ser si sin sobre son "
    "su sus también tras un una uno y ya",
    "it": "a ad ai al alla alle anche che chi ci come con contro da dal dalla dei del della delle "
    "dello di dopo e è ed era gli ha hanno i il in io la le lei lo loro lui ma mi nei nel nella non "
    "o per perché più quando questa questo se si sono su sua sul sulla suo tra un una uno",
    "pt": "a ao aos as até com como da das de do dos e é ela ele eles em entre era essa esse está "
    "este foi foram há isso já lhe mais mas me mesmo muito na não nas no nos num o os ou para pela "
    "pelo por quando que quem se sem ser seu sua são também tem um uma",
    "nl": "aan al als bij dan dat de der deze die dit door een en er had heb heeft het hij hoe in "
    "is ik je kan maar me meer met mijn na naar niet nog nu of om onder ook op over te tegen toch "
    "toen tot uit van veel voor was wat we wel werd wie worden wordt ze zei zich zij zijn zo zou",
    "sv": "att av blev bli där de dem den denna det detta dig din du där efter ej eller en er ett "
    "från för ha hade han har hennes hon hur i icke inte jag kan man med men mot mycket när ni nu "
    "och om oss på så sig sin som till upp ut under utan var vi vid vill är över",
    "da": "af alle at blev bliver da de dem den der deres det dette dig din du efter eller en er et "
    "for fra går ham han har havde hendes hos hun hvad hvor i ikke ind jeg kan med meget men mig "
    "når nu og om op på sig skal som så til ud under var ved vi vil være",
    "no": "å alle at av ble bli da de dem den denne der det dette du eller en er et etter for fra "
    "går ha hadde han har hun hva hvor i ikke jeg kan med men mer mot når nå og om opp på så seg "
    "sier sin skal som til under ut var ved vi vil være",
    "fi": "ei eivät en ennen että hän hänen he ja jo jos joka jotka kanssa kuin kun me mikä mukaan "
    "mutta myös ne niin nyt ole oli olivat on ovat se sekä sen siitä sitä tai tämä vain vielä voi",
    "pl": "a aby ale bez być był była było były co czy dla do gdy go i ich jak jako je jego jej jest "
    "już która które który ma na nad nie niż o od oraz po pod przed przez przy się są ta tak także "
    "te tego to tym w we z za ze że",
    "cs": "a aby ale ani až bez být by byl byla bylo co či do i jak jako je jeho jejich již k která "
    "které který ma mezi na nad ne není než o od po pod podle pro před při s se si současně ta také "
    "tak ten to tom u v ve však z za že",
    "ru": "а без более бы был была были было быть в вам вас весь во вот все всего вы где да для до "
    "его ее если есть еще же за и из или им их к как ко когда кто ли мы на над не нет ни но о об "
    "он она они от по под при с со так также там то только у уже чем что чтобы это этого я",
    "tr": "ama bir bu çok da daha de değil diye en gibi göre her için ile ise kadar ki mi mı ne o "
    "olan olarak oldu olduğu olduğunu sonra şu tarafından üzere var ve veya ya yeni",
    "el": "αλλά αν από αυτό για δεν είναι εκ ενώ ένα έναν επί ή ήταν η θα και κατά με μετά μια μας "
    "να ο οι όπως όταν ότι παρά που προς σε σαν στα στη στην στις στο στον στους τα τη την της τις "
    "το τον του τους των ως",
}

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split()) for language, words in _STOP_WORDS.items()
}


def words(text: str) -> list[str]:
    """The words of a text, lower-cased; scripts without spaces give one word per character."""
    return _TOKEN.findall(text.lower())


def content_words(text: str, language: str | None) -> list[str]:
    """The words that carry meaning: no stop words, no single letters; scripts without spaces
    give overlapping pairs of characters."""
    stop = STOP_WORDS.get(language or "", frozenset())
    tokens = words(text)
    kept = [w for w in tokens if len(w) > 1 and w not in stop]
    pairs = [a + b for a, b in zip(tokens, tokens[1:], strict=False)
             if _WIDE_RUN.match(a) and _WIDE_RUN.match(b)]  # fmt: skip
    return kept + pairs


def length(text: str) -> float:
    """How long a text is in words, near enough to compare; two characters of a script without
    spaces are one."""
    count = len(text.split())
    return count if text.isascii() else max(count, len(_WIDE_RUN.findall(text)) / 2)


def unspaced(text: str) -> bool:
    """Whether any of a text is in a script that sets no spaces between words."""
    return not text.isascii() and _WIDE_RUN.search(text) is not None


def shingles(tokens: Sequence[str], size: int = 4) -> set[tuple[str, ...]]:
    """Every run of so many words in a row."""
    return {*zip(*(tokens[at:] for at in range(size)), strict=False)}


def key(text: str) -> str:
    """A text's letters and digits, folded: equal keys mean the same words however they are set."""
    return _kept_key(text) if len(text) < _SHORT_CHARS else _key(text)


@lru_cache(maxsize=4096)
def _kept_key(text: str) -> str:
    """The key of a short text; every stage asks for those of the same blocks."""
    return _key(text)


def _key(text: str) -> str:
    if text.isascii():
        return text.lower().encode().translate(None, _NO_WORD_BYTES).decode()
    return _NO_WORD.sub("", text.casefold())
