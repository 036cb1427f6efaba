"""The text of a page that shows none: a script would fill it in from the page's own data, JSON in
a script or in an attribute. One series of that data is read, the one with the most prose."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from lxml import etree, html

from nutgraf.limits import PRELOADED_CHARS, PRELOADED_DEPTH, PRELOADED_VALUES, TAGS
from nutgraf.page.decode import scrub
from nutgraf.page.shown import HIDDEN_MARK

_JSON_CHARS: Final = 100
_STATEMENTS: Final = 20
_PROSE_WORDS: Final = 10
_SERIES_WORDS: Final = 40
# Less of the data's prose than this is one thing among many: which is the story would be a guess.
_SERIES_SHARE: Final = 0.5
_TEASER_WORDS: Final = 5
_PROSE_SHARE: Final = 0.85

_OPENS: Final = ("{", "[")
_ASSIGNED: Final = re.compile(
    r"(?:^|[;\n])[ \t]{0,40}(?:window|self|globalThis|var|let|const)\b[^=;{}\n]{0,80}=\s{0,9}"
    r'(?:JSON\.parse\(\s{0,9}(?=")|(?=[{\[]))'
)
_WITHHELD: Final = re.compile(r'"isAccessibleForFree\\?"\s{0,9}:\s{0,9}(?:\\?"\s{0,9})?false', re.I)
_DIGITS: Final = re.compile(r"\d+")
# Each sign of a script without spaces is a word: a short line of it says as much.
_SIGNS: Final = "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3"
_SIGN: Final = re.compile(f"[{_SIGNS}]")
_WORD: Final = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKUP: Final = re.compile(
    r"</?(?:p|br|div|li|a|b|i|em|strong|h[1-6]|span|blockquote|img)\b", re.I
)
_CODE: Final = re.compile(
    r"\bfunction\s{0,9}\(|=>\s{0,9}[{(]|\b(?:var|let|const) \w{1,40} ?=|"
    r"[\w-]:[^;{}]{1,80};\s{0,9}\}|@media\b|@import\b|\{\{|&&|\|\|"
)
_ASIDE: Final = re.compile(
    r"i18n|l10n|locale|translat|lang(?:uage)?s?$|consent|cookie|privacy|terms|legal|config|setting|"
    r"theme|style|css|(?<!tran)script|template|svg|descri|excerpt|summary|teaser|snippet|caption|title|"
    r"tooltip|placeholder|(?<![a-z])(?:alt|seo|meta|bio|about|footer|header|nav|menu)(?![a-z])|"
    r"navigat|disclaim|banner|promo|experiment|variant|related|recommend|suggest|advert",
    re.I,
)
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]{0,40}\n")
_POSTS: Final = frozenset({"posts", "messages", "replies"})
_HOLDERS: Final = frozenset({"body", "main", "section", "article", "div"})

_Series: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Preloaded:
    """JSON that an element holds, and what kind of place that is: a script or an attribute."""

    holder: html.HtmlElement
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A string of the data, the element that held it, and whether it is one of a list of posts."""

    holder: html.HtmlElement
    text: str
    is_post: bool


def preloaded(root: html.HtmlElement) -> tuple[Preloaded, ...]:
    """The JSON in a page's scripts and attributes, up to the limit of characters; nothing where
    the page says that its story is withheld."""
    found: list[Preloaded] = []
    room = PRELOADED_CHARS
    for one in (*_scripts(root), *_attributes(root)):
        if _WITHHELD.search(one.text):
            return ()
        if len(one.text) <= room:
            room -= len(one.text)
            found.append(one)
    return tuple(found)


def fill(
    root: html.HtmlElement,
    sources: Sequence[Preloaded],
    parsed: Callable[[str], html.HtmlElement],
) -> bool:
    """Put the texts of the data in the tree where the data stood, each in its own `article`; no
    text goes in where the page shows a piece of one: the rest is withheld."""
    texts = _chosen(sources)
    if not texts or _shows_a_piece(root, texts):
        return False
    places = {holder: _place(root, holder) for holder in {text.holder: 0 for text in texts}}
    room = TAGS - sum(1 for _ in root.iter())
    for text in texts:
        source = _as_html(text.text)
        room -= 1 + source.count("<")
        if room > 0:
            article = etree.SubElement(places[text.holder], "article")
            if text.is_post:
                article.set("class", "post")
            body = parsed(source).find("body")
            if body is not None:
                article.text = body.text
                article.extend([*body])
    return True


def words_in(text: str) -> int:
    """How many words a text has; each sign of a script without spaces is one."""
    return len(_WORD.findall(text))


def _scripts(root: html.HtmlElement) -> Iterator[Preloaded]:
    seen: set[str] = set()
    for script in root.iter("script"):
        text, kind = script.text or "", (script.get("type") or "").lower()
        if len(text) > _JSON_CHARS and text not in seen:
            seen.add(text)
            yield Preloaded(script, f"script {kind}", text)


def _attributes(root: html.HtmlElement) -> Iterator[Preloaded]:
    for element in root.iter("*"):
        for name, value in element.items():
            if len(value) > _JSON_CHARS and value.lstrip().startswith(_OPENS):
                yield Preloaded(element, f"@{name}", value)


def _documents(source: Preloaded) -> Iterator[Any]:
    """The JSON documents of a source: the whole of it, or what its statements assign."""
    if not source.kind.startswith("script") or "json" in source.kind:
        yield from _decoded(source.text)
        return
    decoder, at = json.JSONDecoder(strict=False), 0
    for _ in range(_STATEMENTS):
        found = _ASSIGNED.search(source.text, at)
        if found is None:
            return
        at = found.end()
        try:
            value, at = decoder.raw_decode(source.text, at)
        except (ValueError, RecursionError):
            continue
        yield from _decoded(value) if isinstance(value, str) else (value,)


def _decoded(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return


def _strings(document: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string of a document with its key path, numbers in keys and places in lists left out;
    an object's own strings come before those of the objects in it, as a post before its replies."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), document)]
    for _ in range(PRELOADED_VALUES):
        if not waiting:
            return
        path, value = waiting.pop()
        if (
            isinstance(value, str)
            and len(value) > _JSON_CHARS
            and value.lstrip().startswith(_OPENS)
        ):
            value = next(_decoded(value), value)
        if isinstance(value, str):
            yield path, value
        elif len(path) < PRELOADED_DEPTH:
            inner = [*_within(path, value)]
            waiting += [one for one in reversed(inner) if isinstance(one[1], dict | list)]
            waiting += [one for one in reversed(inner) if isinstance(one[1], str)]


def _within(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not _ASIDE.search(name):
                yield (*path, _DIGITS.sub("*", name)), inner
    elif isinstance(value, list):
        for inner in value:
            yield (*path, "*"), inner


def _chosen(sources: Sequence[Preloaded]) -> list[_Text]:
    """The texts of the series with the most prose, with those of the same name around and within
    it (posts and their replies), in the data's order, copies left out."""
    held: list[tuple[_Series, _Text]] = []
    weight: dict[_Series, int] = defaultdict(int)
    for source in sources:
        for document in _documents(source):
            for path, text in _strings(document):
                series = (source.kind, path)
                held.append((series, _Text(source.holder, text, _is_post(path))))
                weight[series] += _prose(text)
    best = max(weight, key=weight.__getitem__, default=None)
    if best is None:
        return []
    chosen = {series for series in weight if weight[series] and _goes_with(series, best)}
    words = sum(weight[series] for series in chosen)
    if words < max(_SERIES_WORDS, _SERIES_SHARE * sum(weight.values())):
        return []
    return _once(text for series, text in held if series in chosen)


def _is_post(path: tuple[str, ...]) -> bool:
    return any(
        inner == "*" and name.lower() in _POSTS for name, inner in zip(path, path[1:], strict=False)
    )


def _goes_with(series: _Series, best: _Series) -> bool:
    (kind, path), (best_kind, best_path) = series, best
    shared = min(len(path), len(best_path)) - 1
    return kind == best_kind and path[-1:] == best_path[-1:] and path[:shared] == best_path[:shared]


def _once(texts: Iterator[_Text]) -> list[_Text]:
    """Texts without the copies of long ones; two short posts may well say the same."""
    seen: set[str] = set()
    kept = []
    for text in texts:
        plain = " ".join(_bare(text.text).split())
        if plain and not (plain in seen and words_in(plain) >= _PROSE_WORDS):
            seen.add(plain)
            kept.append(text)
    return kept


def _bare(text: str) -> str:
    return _TAG.sub(" ", text)


def _prose(text: str) -> int:
    """How many words of prose a string holds: none if it is short, source code or an address."""
    if len(text) < _PROSE_WORDS:
        return 0
    bare = _bare(text)
    words = len(bare.split()) + len(_SIGN.findall(bare))
    plain = sum(map(len, _WORD.findall(bare))) + bare.count(" ") + bare.count("\n")
    if words < _PROSE_WORDS or plain < _PROSE_SHARE * len(bare) or _CODE.search(bare):
        return 0
    return words


def _shows_a_piece(root: html.HtmlElement, texts: Sequence[_Text]) -> bool:
    """Whether a line that the page shows stands in the texts of its data."""
    told = " ".join(" ".join(_bare(text.text).split()) for text in texts)
    body = root.find("body")
    shown = body.itertext() if body is not None else ()
    lines = (" ".join(line.split()) for line in shown)
    return any(words_in(line) >= _TEASER_WORDS and line.rstrip(" .…") in told for line in lines)


def _place(root: html.HtmlElement, holder: html.HtmlElement) -> html.HtmlElement:
    """Where the text of an element's data goes: into it, or to the page's end where the element
    shows nothing or is needed as it is (JSON-LD)."""
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    if not any(around is body for around in (holder, *holder.iterancestors())):
        return body
    if holder.get(HIDDEN_MARK) is not None:
        holder.attrib.clear()
        holder.tag = "div" if holder.tag == "script" else holder.tag
    return holder if holder.tag in _HOLDERS or "-" in holder.tag else body


def _as_html(text: str) -> str:
    """A string of the data as HTML: plain text has paragraphs and line breaks."""
    text = scrub(text)
    if _MARKUP.search(text):
        return text
    parts = (part.strip() for part in _BLANK_LINE.split(text.replace("<", "&lt;")))
    return "".join("<p>" + part.replace("\n", "<br>") + "</p>" for part in parts)
