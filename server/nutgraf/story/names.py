"""Byline and credit text to people's names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from nutgraf.language.words import key

_LEAD: Final = re.compile(
    r"^\W*(?:(?:(?:written|reported|story|words|text|posted|published|reviewed|article|photos and "
    r"story|contributed) by|geschrieben von|verfasst von|écrit par|publié par|escrito por|"
    r"scritto da|interview(?= ?:)|redaktion(?= ?:)|by|von|vom|par|por|di|door|af|av|"
    r"autor(?:in|en|es|e)?|authors?|auteurs?|text|reporters?)\b|(?:文|编辑|作者|记者|記者|责编|责任编辑)(?=\s?[:：/]))\s*[:：/]?\s*",
    re.I,
)
_PARTS: Final = re.compile(
    r"\s*(?:[;,/|•·、،\n]|\s[-–—]\s|(?<!\S)(?:and|und|et|y|e|en|og|och|&|with|mit|avec|"
    r"for|in|from|at|für|aus)\s)\s*"
)
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_NOT_PEOPLE: Final = re.compile(
    r"\b(?:desk|editorial|newsroom|agency|agencies|agence|agentur|news|reuters|ap|afp|dpa|ansa|efe|"
    r"teams?|redaktion|redazione|redacci[oó]n|r[eé]daction|redactie|media|magazine|inc|ltd|llc|"
    r"gmbh|updated|published|admin|blog|online|university|institute|association|company|channel|"
    r"network|department|center|centre|foundation|newspaper|website|comments?|share|subscribe|"
    r"follow|zeitung|nachrichten|profile|photos?|fotos?|bild|image|icon|copied|copy|"
    r"sign up|log in|watch|live|link|facebook|twitter|instagram|linkedin|email|click|view|show|"
    r"more|articles?|newsletter|policy|terms|columnists)\b|[@\d!?»]|https?:|www\.|\.(?:com|de|net|org)\b",
    re.I,
)
_AGENCIES: Final = re.compile(
    r"\b(?:the )?(?:associated press|agence france-presse|deutsche presse-agentur|"
    r"press association|reuters|bloomberg news|afp|dpa|ap|cnn|bbc news)\b", re.I
)  # fmt: skip
_ROLES: Final = frozenset(
    "staff senior chief deputy assistant managing associate contributing special freelance editor "
    "editors reporter reporters writer writers correspondent correspondents contributor "
    "contributors columnist journalist producer director president manager officer founder ceo "
    "co-founder author professor redakteur redakteurin korrespondent korrespondentin journaliste "
    "correspondant correspondante redactor redactora periodista corresponsal".split()
)
_CREDENTIALS: Final = frozenset(
    "phd md ms ma msc mba rd rdn ldn cpa jd esq dds dvm rn mph cfp facs".split()
)
# The surnames Post, Press and Times are also what papers are called.
_PAPERS: Final = frozenset({"post", "press", "times", "journal", "service", "read", "min"})
_OF_PAPERS: Final = re.compile(
    r"associated|daily|evening|sunday|morning|weekly|united|new|national|local|free|wire|business|"
    r"financial|global|world|international|canadian|australian|irish|[a-z]*ington|huff[a-z]*|"
    r"jerusalem|jakarta|bangkok|denver|york|los|straits|hindustan|economic|press|news",
    re.I,
)
_ARTICLES: Final = frozenset({"the", "die", "der", "das", "het", "a", "our", "your"})
_SHORT_ARTICLES: Final = frozenset({"la", "le", "les", "el", "los", "il", "de"})
_DOTTED_END: Final = re.compile(r"\b(?:[^\W\d_]|[JS]r)\.$")
_NOBODY: Final = re.compile(
    r"\W*(?:(?:by|von|par)\s+)?(?:(?:the|our|site|super|guest|staff|news|web|web\s?site)\s?)*"
    r"(?:admin\w*|administrator|editor(?:s|ial)?|staff|teams?|redaktion|redacci[oó]n|redazione|"
    r"r[eé]daction|redactie|authors?|users?|guest|unknown|anonymous|webmaster|writers?|reporters?|"
    r"contributors?|correspondents?|newsroom|desk|none|null|undefined|n/?a|test|root|news|"
    r"staff (?:writer|reporter)s?|editorial (?:team|staff|desk|board))\W*$",
    re.I,
)
_NO_SIGNATURE: Final = re.compile(r"https?:|www\.|^\W*$|^[\d\W]+$|[<>{}=@]")
_SIGNED_PARTS: Final = re.compile(r"\s*(?:[;|,、،\n]|\s(?:and|und|et|y)\s)\s*")
_LONGEST_SIGNATURE: Final = 60
_MOST_SIGNED_WORDS: Final = 7
_MOST_WORDS: Final = 5
_LONGEST: Final = 60
_LONGEST_BYLINE: Final = 600
_SHORTEST_SITE: Final = 4
_SPACES: Final = re.compile(r"[^\S\n]+")
_CJK_NAME: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][\s\u3040-\uffef]{1,10}$")


def people_of(text: str, site: str | None = None) -> tuple[str, ...]:
    """The people's names in a byline: no "By", no roles, no organisations, none twice."""
    line = _SPACES.sub(" ", text[:_LONGEST_BYLINE])
    line = _AGENCIES.sub(";", _BRACKETS.sub("", _LEAD.sub("", line)))
    parts = (_plain_name(part) for part in _PARTS.split(line))
    return _once(part for part in parts if _is_name(part) and not is_site(part, site))


def signature_of(text: str) -> tuple[str, ...]:
    """Who signs where no person's full name is given: a first name, a pen name, an agency; desks
    and accounts without a name ("Staff", "admin") sign nothing."""
    text = _BRACKETS.sub("", " ".join(text[:_LONGEST_BYLINE].split()))
    parts = (_trim(_LEAD.sub("", part)) for part in _SIGNED_PARTS.split(text))
    return _once(
        part
        for part in parts
        if 1 < len(part) <= _LONGEST_SIGNATURE
        and len(part.split()) <= _MOST_SIGNED_WORDS
        and not _NOBODY.match(part)
        and not _NO_SIGNATURE.search(part)
    )


def is_site(name: str, site: str | None) -> bool:
    """Whether a name is the site's own, or the head of it."""
    own, other = key(name), key(site or "")
    return bool(other) and (own == other or (own in other and len(own) >= _SHORTEST_SITE))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, however it is capitalised, in the form that is not all capitals."""
    found: dict[str, str] = {}
    for name in names:
        kept = found.setdefault(key(name), name)
        if kept.isupper() and not name.isupper():
            found[key(name)] = name
    return tuple(found.values())


def _trim(part: str) -> str:
    part = part.strip(" :-–—*")
    return part if _DOTTED_END.search(part) else part.rstrip(" .")


def _plain_name(part: str) -> str:
    """A part of a byline without "By", roles, academic letters and marks around it."""
    tokens = _LEAD.sub("", part).strip(' :：*“”"-–—()').split()
    while tokens and _is_title(tokens[-1]):
        tokens.pop()
    roles = [i for i, token in enumerate(tokens[:-2]) if _bare(token) in _ROLES]
    name = " ".join(tokens[roles[-1] + 1 :] if roles else tokens).lstrip(". ")
    return _trim(name)


def _is_title(token: str) -> bool:
    letters = token.isupper() or "." in token.rstrip(".")  # Jack Ma holds no degree
    return _bare(token) in _ROLES or (letters and _bare(token) in _CREDENTIALS)


def _bare(token: str) -> str:
    return token.replace(".", "").lower()


def _is_name(text: str) -> bool:
    if _CJK_NAME.match(text):
        return True
    if not text or len(text) > _LONGEST or _NOT_PEOPLE.search(text):
        return False
    tokens = text.split()
    capital = [token for token in tokens if token[0].isupper()]
    fits = 1 < len(tokens) <= _MOST_WORDS and len(capital) >= 2 and tokens[-1][0].isupper()  # noqa: PLR2004 - a given and a family name
    return fits and not _is_paper(tokens) and not any(_bare(t) in _ROLES for t in tokens)


def _is_paper(tokens: list[str]) -> bool:
    """Whether the words are what a paper or an agency is called."""
    first, last = tokens[0].lower(), tokens[-1].lower()
    if first in _ARTICLES or (first in _SHORT_ARTICLES and len(tokens) == 2):  # noqa: PLR2004 - "Le Monde"; "La Toya Reis" is a person
        return True
    return last in _PAPERS and (len(tokens) > 2 or bool(_OF_PAPERS.fullmatch(first)))  # noqa: PLR2004 - given and family name
