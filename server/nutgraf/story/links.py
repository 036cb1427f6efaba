"""What an `href` or `src` leads to: an absolute web address, a place in the page, or nothing."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from nutgraf.model import web_address

_ADDRESS_CHARS: Final = 2_000
_WEB: Final = ("http://", "https://")
_DROPPED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def base_of(page: str | None, said: str | None) -> str | None:
    """The address that the page's links are relative to: its own, or what its `<base>` makes of
    it; None where neither is a web address."""
    try:
        base = urljoin(page or "", said or "")
    except ValueError:
        base = page or ""
    return base if base.startswith(_WEB) else None


def address(raw: str, base: str | None) -> str | None:
    """An absolute http(s) address, safe to stand in a link, or None: a script, a mail address, an
    inlined file, one too long, or a relative one of a page whose address nobody knows."""
    raw = _DROPPED.sub("", raw).strip()
    if not raw or len(raw) > _ADDRESS_CHARS or raw.startswith("#"):
        return None
    try:
        found = urljoin(base or "", raw)
    except ValueError:
        return None
    if not found.lower().startswith(_WEB):
        return None
    safe = web_address(found)
    return safe if len(safe) <= _ADDRESS_CHARS else None


def fragment(raw: str, base: str | None) -> str | None:
    """The name a link inside the page leads to, or None for a link that leads elsewhere."""
    page, mark, name = raw.strip().partition("#")
    here = not page or (base is not None and page == base.partition("#")[0])
    return name if mark and name and here else None
