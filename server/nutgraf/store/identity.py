"""Which reading a page is: its address without what changes nothing, and what it says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from nutgraf.model import Reading

_FOLLOWS_READERS: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|vero_id|cmpid|ito|at_(?:medium|campaign|link\w*)|ref_src)(?:=.*)?",
    re.IGNORECASE,
)
_PORTS: Final = {"http": ":80", "https": ":443"}


def address_of(url: str | None) -> str:
    """A page's address without its fragment and without what only follows readers; "" for none."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return (url or "").partition("#")[0]
    scheme, host = parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()
    if scheme not in _PORTS:
        return (url or "").strip().partition("#")[0]
    query = "&".join(p for p in parts.query.split("&") if not _FOLLOWS_READERS.fullmatch(p))
    return urlunsplit((scheme, host.removesuffix(_PORTS[scheme]), parts.path or "/", query, ""))


def reading_id(reading: Reading) -> str:
    """32 hex digits for one content at one address: the same whenever and however often it is read.

    What makes the content is what the story says: a page's bytes change with every advert.
    """
    story = reading.story
    said = (story.headline, story.dek, story.byline, story.text) if story.text else ()
    content = said or (reading.page.sha256,)
    mark = json.dumps([address_of(reading.page.url), content])
    return hashlib.sha256(mark.encode()).hexdigest()[:32]
