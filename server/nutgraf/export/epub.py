"""Readings as one EPUB 3 book: a chapter a reading, a contents page, no picture, no script.

The same readings make the same bytes: times in the archive are fixed, and no word of a page gets
into a path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from nutgraf.export.chapter import chapter, sections
from nutgraf.export.content import direction, one_line, page_url, title_of
from nutgraf.export.identity import urn_of
from nutgraf.export.xhtml import xml
from nutgraf.model import Reading

_STYLE: Final = """body { line-height: 1.5 }
h1 { line-height: 1.2; text-align: start } h2 { margin-top: 2em; border-top: 1px solid }
h1, h2, h3, h4, h5, h6 { page-break-after: avoid }
.dek { font-size: 1.1em } .about, .why, .who, .credit, .note, .image { font-size: .85em }
.why { display: block }
a { color: inherit; text-decoration: none } article a { text-decoration: underline }
#summary ul, #told ul { list-style: none; padding: 0 } #summary li, #told li { margin: .6em 0 }
dt { font-weight: bold; font-size: .85em } dd { margin: 0 0 .5em }
blockquote { margin: .8em 0; padding: 0 .8em; page-break-inside: avoid }
blockquote p { margin: .2em 0 }
td { padding: .2em .6em; border-bottom: 1px solid; vertical-align: top; text-align: start }
pre { white-space: pre-wrap; font-size: .85em }
"""
_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_UNKNOWN_LANGUAGE: Final = "und"
# For a reading that does not say when it was made; the day before EPUB 3.0 was one.
_LONG_AGO: Final = "2011-10-10T00:00:00Z"
_FIRST_DAY: Final = "0001-01-01"
_ARCHIVE_TIME: Final = (1980, 1, 1, 0, 0, 0)
_MOST_CREATORS: Final = 100


def to_epub(readings: Sequence[Reading]) -> bytes:
    """One book of one reading or more; with more than one, the contents page is its first page."""
    pages = {f"reading-{n}.xhtml": _page(reading) for n, reading in enumerate(readings, 1)}
    parts = {
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": _package(readings, list(pages)),
        "book/contents.xhtml": _contents(readings, list(pages)),
        "book/style.css": _STYLE,
    }
    return _archive(parts | {f"book/{name}": page for name, page in pages.items()})


def _archive(parts: Mapping[str, str]) -> bytes:
    """The parts as a ZIP archive; the media type comes first and is not compressed."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    book = BytesIO()
    with ZipFile(book, "w") as archive:
        for name, text in {"mimetype": "application/epub+zip", **parts}.items():
            entry = ZipInfo(name, _ARCHIVE_TIME)
            # Which system wrote the archive must not show in it.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return book.getvalue()


def _page(reading: Reading) -> str:
    return _document(title_of(reading), chapter(reading), language_of(reading), direction(reading))


def _document(title: str, body: str, language: str, written: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}" dir="{written}">
<head>
<title>{xml(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
{body}
</body>
</html>
"""


def _contents(readings: Sequence[Reading], names: Sequence[str]) -> str:
    rows = "\n".join(map(_entry, readings, names))
    body = f'<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n{rows}\n</ol>\n</nav>'
    return _document(_book_title(readings), body, "en", _book_direction(readings))


def _entry(reading: Reading, name: str) -> str:
    parts = "".join(
        f'<li lang="en"><a href="{name}#{place}">{xml(title)}</a></li>'
        for title, place in sections(reading)
    )
    inner = f"<ol>{parts}</ol>" if parts else ""
    title = f'<a href="{name}">{xml(title_of(reading))}</a>'
    return f'<li lang="{language_of(reading)}">{title}{inner}</li>'


def _package(readings: Sequence[Reading], names: Sequence[str]) -> str:
    items = [f'<item id="r{n}" href="{name}" media-type="application/xhtml+xml"/>'
             for n, name in enumerate(names, 1)]  # fmt: skip
    spine = [f'<itemref idref="r{n}"/>' for n in range(1, len(names) + 1)]
    first = ['<itemref idref="contents"/>'] if len(names) > 1 else []
    written = _book_direction(readings)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            f'unique-identifier="book" dir="{written}">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *_metadata(readings),
            "</metadata>\n<manifest>",
            '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" '
            'properties="nav"/>',
            '<item id="style" href="style.css" media-type="text/css"/>',
            *items,
            f'</manifest>\n<spine page-progression-direction="{written}">',
            *first,
            *spine,
            "</spine>\n</package>\n",
        ]
    )


def _metadata(readings: Sequence[Reading]) -> list[str]:
    names = dict.fromkeys(one_line(name) for one in readings for name in one.story.byline)
    languages = dict.fromkeys(map(language_of, readings))
    rows = [
        ('identifier id="book"', urn_of("book", *(reading.digest for reading in readings))),
        ("title", _book_title(readings)),
        *(("creator", name) for name in list(names)[:_MOST_CREATORS]),
        *(("language", language) for language in languages),
        *(("source", url) for url in map(page_url, readings) if url),
    ]
    if len(readings) == 1:
        story = readings[0].story
        rows += [("publisher", one_line(story.site or "")), ("date", _day(story.published))]
    written = [_element(name, words) for name, words in rows if words]
    modified = max(map(_modified, readings))
    return [*written, f'<meta property="dcterms:modified">{modified}</meta>']


def _element(name: str, words: str) -> str:
    return f"<dc:{name}>{xml(words)}</dc:{name.partition(' ')[0]}>"


def _book_title(readings: Sequence[Reading]) -> str:
    return title_of(readings[0]) if len(readings) == 1 else f"{len(readings)} readings"


def _book_direction(readings: Sequence[Reading]) -> str:
    """The way most of the readings are written."""
    from_right = sum(direction(reading) == "rtl" for reading in readings)
    return "rtl" if 2 * from_right > len(readings) else "ltr"


def language_of(reading: Reading) -> str:
    """The story's language as a BCP 47 code; `und` where nothing tells."""
    found = reading.story.language or ""
    return found if _LANGUAGE.fullmatch(found) else _UNKNOWN_LANGUAGE


def _day(date: str | None) -> str:
    found = _DATE.match(date or "")
    return found[0] if found and _moment(date) else ""


def _modified(reading: Reading) -> str:
    """When the page was captured, else published, in UTC: so that the book has no clock in it."""
    for date in (reading.page.captured_at, reading.story.published):
        moment = _moment(date)
        if moment:
            return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    return _LONG_AGO


def _moment(date: str | None) -> datetime | None:
    """An ISO 8601 date at any precision as a moment in UTC; None for what is no date."""
    day = _DATE.match(date or "")
    if not date or not day:
        return None
    padded = date if len(date) >= len(_FIRST_DAY) else day[0] + _FIRST_DAY[len(day[0]) :]
    try:
        found = datetime.fromisoformat(padded)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
