"""Bytes to text: the one decision about a page's charset."""

from __future__ import annotations

import codecs
import re
from typing import Final

from nutgraf.errors import NotAPage, PageTooLarge
from nutgraf.limits import PAGE_BYTES

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_BINARY: Final = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b")
# Pages that declare the left mean the right: the HTML standard reads them so.
_SUPERSETS: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874",
}  # fmt: skip
# The charsets of the web, by Python's names; `punycode` and its like are no charsets of a page.
_WEB_CHARSET: Final = re.compile(
    r"(?:utf-8|iso8859-\d+|cp(?:125\d|866|874|932|949|950)|koi8-[rtu]|mac-\w+|tis-620|"
    r"gb2312|gbk|gb18030|big5|big5hkscs|euc_(?:jp|kr)|shift_jis\w*|iso2022_(?:jp|kr)\w*|ascii)$"
)
_WHOLE_PER_BAD: Final = 10
_CONTROL_BYTES: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE: Final = 20
_SAMPLE_BYTES: Final = 4096
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|table|script)\b", re.I
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decode(source: str | bytes) -> str:
    """The page as text without characters no page may hold (NUL, controls, lone surrogates).

    Bytes are read by their byte order mark, as UTF-8, by the charset their `<meta>` declares, or
    by the likeliest one, in that order. Raises PageTooLarge, NotAPage.
    """
    size = len(source.encode("utf-8", "replace")) if isinstance(source, str) else len(source)
    if size > PAGE_BYTES:
        raise PageTooLarge(
            f"This page is {size / 1e6:.1f} MB; Nutgraf reads up to {PAGE_BYTES / 1e6:.0f} MB."
        )
    text = source if isinstance(source, str) else _from_bytes(source)
    return scrub(text)


def scrub(text: str) -> str:
    """A text without the characters no page may hold; line ends are `\\n`."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", " "))


def is_html(text: str) -> bool:
    """Whether a text is HTML and not a plain-text story."""
    return bool(_MARKUP.search(text[:65_536]))


def _from_bytes(source: bytes) -> str:
    if source.startswith(_BINARY) or _is_binary(source):
        raise NotAPage("This file is neither a web page nor plain text, so there is no story here.")
    for mark, charset in _BOMS:
        if source.startswith(mark):
            return source[len(mark) :].decode(charset, "replace")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        if cut or (not _DECLARED.search(source[:4096]) and _mostly_utf8(source)):
            return source.decode("utf-8", "replace")
        return source.decode(_charset(source), "replace")


def _mostly_utf8(source: bytes) -> bool:
    """Whether bytes are UTF-8 with a few broken characters: many whole ones for each bad one."""
    text = source.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - bad > _WHOLE_PER_BAD * bad


def _is_binary(source: bytes) -> bool:
    """More control bytes than any text has, and no mark of a two-byte charset."""
    head = source[:_SAMPLE_BYTES]
    wide = head.startswith(tuple(mark for mark, _ in _BOMS))
    return not wide and _CONTROL_SHARE * len(_CONTROL_BYTES.findall(head)) > len(head)


def _charset(source: bytes) -> str:
    declared = _DECLARED.search(source[:4096])
    for name in (declared[1].decode("ascii", "replace") if declared else "", _guess(source)):
        try:
            known = codecs.lookup(name).name
        except (LookupError, UnicodeError):
            continue
        if _WEB_CHARSET.match(known):
            return _SUPERSETS.get(known, known)
    return "cp1252"


def _guess(source: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(source[:100_000]).best()
    return best.encoding if best else "cp1252"
