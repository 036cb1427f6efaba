"""What a page shows that its source keeps elsewhere: shadow roots, framed pages; and the reading
aids over words, which are no words of the story. Paths come out as the browser's own walk has
them (`within` in the extension's capture.js)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from lxml import etree, html

from nutgraf.limits import FRAME_CHARS, FRAME_DEPTH

FRAME_MARK: Final = "data-nutgraf-frame"
HIDDEN_MARK: Final = "data-nutgraf-hidden"
_AIDS: Final = ("rt", "rp", "rtc")
_ESCAPED: Final = ("p", "article", "section", "h1", "h2")
_POINT: Final = frozenset({"0", "1", "0px", "1px"})

_Light: TypeAlias = "html.HtmlElement | str"


def reading_aids(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The readings over ruby's words; one left open that has swallowed a part of the page is
    none."""
    for element in root.iter(*_AIDS):
        if next(element.iterdescendants(*_ESCAPED), None) is None:
            yield element


def open_frames(
    root: html.HtmlElement, parsed: Callable[[str], html.HtmlElement]
) -> tuple[str, ...]:
    """Put the pages that frames hold in their `srcdoc` where the frames stand, as `div`s; gives
    the sources of those read, and "" for each one past the limits of depth and size."""
    frames = [(frame, 1) for frame in root.iter("iframe") if _holds_page(frame)]
    read: list[str] = []
    room = FRAME_CHARS
    for frame, depth in frames:  # the list grows by the frames within
        source = frame.attrib.pop("srcdoc")
        if depth > FRAME_DEPTH or len(source) > room:
            read.append("")
            continue
        room -= len(source)
        read.append(source)
        body = parsed(source).find("body")
        if body is not None:
            frames += [(inner, depth + 1) for inner in body.iter("iframe") if _holds_page(inner)]
            for child in [*frame]:
                frame.remove(child)
            frame.tag, frame.text = "div", body.text
            frame.set(FRAME_MARK, "")
            frame.extend([*body])
    return tuple(read)


def _holds_page(frame: html.HtmlElement) -> bool:
    """Whether a frame brings its own page and is more than a point on the screen."""
    return bool(frame.get("srcdoc")) and not {frame.get("width"), frame.get("height")} & _POINT


def open_shadow_roots(root: html.HtmlElement) -> None:
    """Put a declarative shadow root's content in its host's place and the host's own children
    into the slots, as a reader sees them; children without a slot stay behind, hidden."""
    slots = _slots(root)
    hosts = set()
    for template in [*root.iter("template")]:
        host = template.getparent()
        declared = template.get("shadowrootmode") or template.get("shadowroot")
        if declared and host is not None and host not in hosts:
            hosts.add(host)
            light = _taken(host, template)
            host.text = template.text
            host.extend([*template])
            for slot in slots.get(template, ()):
                _fill(slot, light.pop(slot.get("name") or "", []))
            for left in light.values():
                _leave(host, left)


def _slots(root: html.HtmlElement) -> dict[html.HtmlElement, list[html.HtmlElement]]:
    """The slots of each template, those of templates within it left out; one walk, so that deep
    nesting costs nothing."""
    around: list[html.HtmlElement] = []
    slots: dict[html.HtmlElement, list[html.HtmlElement]] = defaultdict(list)
    for event, element in etree.iterwalk(root, ("start", "end"), ("template", "slot")):
        if element.tag == "template":
            around.append(element) if event == "start" else around.pop()
        elif event == "start" and around:
            slots[around[-1]].append(element)
    return slots


def _taken(host: html.HtmlElement, template: html.HtmlElement) -> dict[str, list[_Light]]:
    """The host's own children, text included, taken off it, by the name of the slot they want."""
    light: dict[str, list[_Light]] = defaultdict(list)
    if host.text:
        light[""].append(host.text)
    for child in [*host]:
        tail, child.tail = child.tail, None
        host.remove(child)
        if child is not template:
            light[child.get("slot") or ""].append(child)
        if tail:
            light[""].append(tail)
    return light


def _fill(slot: html.HtmlElement, given: list[_Light]) -> None:
    """Show in a slot what is given to it in place of its fallback, if anything is."""
    if given:
        for fallback in [*slot]:
            slot.remove(fallback)
        slot.text = None
    for one in given:
        if not isinstance(one, str):
            slot.append(one)
        elif len(slot):
            slot[-1].tail = (slot[-1].tail or "") + one
        else:
            slot.text = (slot.text or "") + one


def _leave(host: html.HtmlElement, left: list[_Light]) -> None:
    """Keep what no slot shows at the host's end, hidden; a script there may still say what the
    page is."""
    for one in left:
        if not isinstance(one, str):
            host.append(one)
            if one.tag != "script":
                one.set("hidden", "")
        elif one.strip():
            etree.SubElement(host, "span", hidden="").text = one
