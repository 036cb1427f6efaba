"""Annotations: what the W3C model demands, and every one of them finds its words."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from nutgraf.export import EXPORTERS
from nutgraf.export.content import link_of, summary_spans
from nutgraf.export.findings import findings
from nutgraf.model import Reading
from tests.export.titles import HOSTILE, titled
from tests.golden import CASES, reading_of

IRI = re.compile(r"(?:https?://|urn:uuid:)[^\s<>\"{}|\\^`]+")
# The terms of the context that are used: a key that is none of its terms would mean nothing.
TERMS = set(
    "@context id type label total first startIndex items motivation body target purpose value "
    "format source selector exact prefix suffix refinedBy".split()
)
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying "
    "linking moderating questioning replying tagging".split()
)


def keys(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()


def collection(*readings: Reading) -> dict[str, Any]:
    return json.loads(EXPORTERS["annotations"].many(readings))


def broken(found: dict[str, Any]) -> list[str]:
    """What an AnnotationCollection lacks of the MUSTs of the Web Annotation Data Model."""
    page = found.get("first", {"items": []})
    faults = [f"no term of the context: {key}" for key in keys(found) - TERMS]
    if found.get("@context") != "http://www.w3.org/ns/anno.jsonld":
        faults.append("no context")
    if found.get("type") != "AnnotationCollection" or not IRI.fullmatch(found.get("id", "")):
        faults.append("no collection with an IRI")
    if found.get("total") != len(page["items"]) or not isinstance(found["total"], int):
        faults.append("a wrong total")
    if "first" in found and page["type"] != "AnnotationPage" or "@context" in page:
        faults.append("no page, or one with a context of its own")
    ids = [one.get("id", "") for one in page["items"]]
    if len(set(ids)) != len(ids) or not all(map(IRI.fullmatch, ids)):
        faults.append("annotations without an IRI of their own")
    return faults + [fault for one in page["items"] for fault in _broken(one)]


def _broken(one: dict[str, Any]) -> list[str]:
    faults = []
    if one["type"] != "Annotation" or one["motivation"] not in MOTIVATIONS:
        faults.append(f"no annotation: {one['id']}")
    for body in one.get("body", []):
        if body["type"] != "TextualBody" or not isinstance(body["value"], str):
            faults.append(f"no body: {body}")
        if body["purpose"] not in MOTIVATIONS:
            faults.append(f"no purpose: {body}")
    target = one["target"]
    if target["type"] != "SpecificResource" or not IRI.fullmatch(target["source"]):
        faults.append(f"no source: {target}")
    for selector in target["selector"]:
        quote = selector.get("refinedBy", selector)
        if quote["type"] != "TextQuoteSelector" or not quote["exact"]:
            faults.append(f"no quote: {selector}")
        if "refinedBy" in selector and not selector["value"].startswith("/"):
            faults.append(f"no path: {selector}")
    return faults


@pytest.mark.parametrize("case", CASES)
def test_every_golden_page_keeps_the_model(case: str) -> None:
    """Ids, types, motivations, bodies and selectors are those the model demands."""
    assert broken(collection(reading_of(case))) == []


@pytest.mark.parametrize("headline", HOSTILE)
def test_any_title_keeps_the_model(headline: str) -> None:
    """A label is words; it makes no IRI."""
    found = collection(titled(headline))

    assert broken(found) == []
    assert isinstance(found["label"], str)


def test_every_pick_fact_and_quote_is_annotated_where_it_stands() -> None:
    """The exact words of each, in order, with what is before and behind them in the page."""
    reading = reading_of("quotes--cue-places")
    spans = [*summary_spans(reading), *(one.span for one in findings(reading))]
    items = collection(reading)["first"]["items"]

    for item, span in zip(items, spans, strict=True):
        quote, path = item["target"]["selector"]
        anchor = reading.story.anchor(span)
        assert (quote["exact"], quote["prefix"], quote["suffix"]) == (
            anchor.exact, anchor.prefix, anchor.suffix,
        )  # fmt: skip
        assert path["value"] == anchor.path
        assert item["target"]["id"] == link_of(reading, span)


def test_bodies_say_what_a_reader_is_told() -> None:
    """A pick has its reason, a person the full name, a quote its speaker."""
    items = collection(reading_of("quotes--cue-places"))["first"]["items"]
    told = {(body["purpose"], body["value"]) for item in items for body in item["body"]}

    assert ("describing", "opens the story") in told
    assert ("tagging", "person") in told
    assert ("describing", "Rohan Adeyemi, Transport minister") in told
    assert ("tagging", "reported") in told


def test_ids_are_the_same_in_every_file() -> None:
    """An annotation's id follows from its reading, not from the others beside it."""
    first, second = reading_of("quotes--cue-places"), reading_of("list--numbered")
    alone = [one["id"] for one in collection(second)["first"]["items"]]
    beside = [one["id"] for one in collection(first, second)["first"]["items"]]

    assert beside[-len(alone) :] == alone
    assert len(set(beside)) == len(beside)


def test_a_pasted_text_is_its_own_source() -> None:
    """Without an address the source is a name that follows from the text, and nothing is linked."""
    items = collection(reading_of("text--pasted"))["first"]["items"]

    assert {item["target"]["source"][:9] for item in items} == {"urn:uuid:"}
    assert not any("id" in item["target"] for item in items)
