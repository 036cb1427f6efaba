"""What the API's answers look like, made of our own nouns: small, and valid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from nutgraf.compare import compare
from nutgraf.model import (
    Anchor,
    Block,
    Budget,
    Fact,
    Facts,
    Origin,
    Reading,
    Sentence,
    Span,
    Story,
    Summary,
)
from nutgraf.plain import plain
from nutgraf.store.identity import reading_id

_TEXT: Final = "The Alder bridge will be shut for 48 hours."
_URL: Final = "https://news.example/bridge"
_WHOLE: Final = Span(0, len(_TEXT))


def example_reading() -> dict[str, Any]:
    """A reading of one sentence, not kept."""
    reading = _reading(_TEXT)
    return {"id": reading_id(reading), "library": None, **plain(reading)}


def example_comparison() -> Any:
    """The same sentence with another figure."""
    return plain(compare(_reading(_TEXT.replace("48", "36")), _reading(_TEXT)))


FILES: Final = {
    "md": '---\ntitle: "Bridge shut"\n---\n\n# Bridge shut\n',
    "html": "<!doctype html>\n<title>Bridge shut</title>\n",
    "txt": "Bridge shut\n\nSUMMARY\n* The Alder bridge will be shut for 48 hours.\n",
    "csv": "kind,text,value\r\nnumber,48 hours,48\r\n",
    "epub": "PK…",
    "ris": "TY  - NEWS\r\nTI  - Bridge shut\r\nER  - \r\n",
    "bibtex": "@online{bridge,\n  title = {{Bridge shut}},\n}\n",
    "csl-json": [{"id": "bridge", "type": "article-newspaper", "title": "Bridge shut"}],
    "annotations": {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection"},
}


def _reading(text: str) -> Reading:
    at = text.index("48") if "48" in text else text.index("36")
    figure = Fact("number", (Span(at, at + 2),), text[at : at + 2], 0, 0.9, Span(at + 3, at + 8))
    story = Story(
        text,
        (Block("paragraph", _WHOLE, Anchor("", path="/html/body/p[1]")),),
        (Sentence(_WHOLE, 0),),
        headline="Bridge shut",
        language="en",
        url=_URL,
    )
    reading = Reading(
        page=Origin("html", "0" * 64, 67, _URL),
        story=story,
        summary=Summary("news", Budget(sentences=3), (0,), (0.91,), ("opens the story",), (9,)),
        facts=Facts((figure,)),
        engines=(("nutgraf", "0.1.0"),),
    )
    return replace(reading, digest="sha256:" + "0" * 64)
