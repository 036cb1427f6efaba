"""Summary, facts and quotes as W3C Web Annotations of the page, in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from nutgraf.export.content import page_url, title_of
from nutgraf.export.findings import Finding, findings
from nutgraf.export.identity import urn_of
from nutgraf.model import Pick, Reading, Span
from nutgraf.plain import to_json

# Its name says how to read the file; nothing is fetched from it.
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"


def to_annotations(readings: Sequence[Reading]) -> str:
    """One AnnotationCollection with one page: picks as highlights, facts and quotes as tags."""
    digests = [reading.digest for reading in readings]
    items = [item for reading in readings for item in _annotations(reading)]
    title = title_of(readings[0]) if len(readings) == 1 else f"{len(readings)} readings"
    page = {
        "id": urn_of("page", *digests),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": CONTEXT,
        "id": urn_of("collection", *digests),
        "type": "AnnotationCollection",
        "label": title,
        "total": len(items),
    }
    return to_json(collection | ({"first": page} if items else {}), indent=1)


def _annotations(reading: Reading) -> Iterator[dict[str, object]]:
    for pick in reading.summary.picks:
        yield _highlight(reading, pick)
    for number, finding in enumerate(findings(reading)):
        yield _tag(reading, finding, number)


def _highlight(reading: Reading, pick: Pick) -> dict[str, object]:
    span = reading.story.sentences[pick.sentence].span
    body = {"body": [_text(pick.reason, "describing")]} if pick.reason else {}
    return {
        "id": urn_of("pick", reading.digest, pick.sentence),
        "type": "Annotation",
        "motivation": "highlighting",
        **body,
        "target": _target(reading, span),
    }


def _tag(reading: Reading, finding: Finding, number: int) -> dict[str, object]:
    """An annotation that says what its words are: `person`, `date`, …, and their normal value, or
    who says them."""
    sure = "" if finding.sure else "probably "
    speaker = ", ".join(filter(None, (finding.speaker, finding.role)))
    told = sure + speaker if speaker else finding.value
    body = [_text(finding.kind, "tagging"), *([_text(told, "describing")] if told else [])]
    return {
        "id": urn_of("fact", reading.digest, number),
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": _target(reading, finding.span),
    }


def _text(words: str, purpose: str) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"}


def _target(reading: Reading, span: Span) -> dict[str, object]:
    """The page and the words in it; a pasted text, which has no address, by its hash."""
    anchor = reading.story.anchor(span)
    selectors: list[dict[str, object]] = [
        {
            "type": "TextQuoteSelector",
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        }
    ]
    if anchor.path:
        inside = {"type": "TextQuoteSelector", "exact": anchor.exact}
        selectors.append({"type": "XPathSelector", "value": anchor.path, "refinedBy": inside})
    source = page_url(reading) or urn_of("source", reading.page.sha256)
    link = anchor.link(source)
    place = {"id": link} if link else {}
    return {"type": "SpecificResource", **place, "source": source, "selector": selectors}
