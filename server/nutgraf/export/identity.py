"""Names for what is exported: the same reading has the same name in every file."""

from __future__ import annotations

from typing import Final

_VERSION: Final = 8


def urn_of(*parts: object) -> str:
    """A `urn:uuid:` that follows from the parts, in order (a UUID of version 8, RFC 9562)."""
    from hashlib import sha256
    from uuid import UUID

    number = int.from_bytes(sha256("\n".join(map(str, parts)).encode("utf-8")).digest()[:16])
    fixed = number & ~(0xF << 76) & ~(0x3 << 62) | (_VERSION << 76) | (0x2 << 62)
    return UUID(int=fixed).urn
