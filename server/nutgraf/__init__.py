"""Nutgraf: a page's story without the clutter, its summary and its key facts, word for word.

The public face: `read`, `read_text`, `Reading`, `NutgrafError`, `__version__`. Importing this
costs next to nothing; the engines are loaded by the first reading.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` would cost more than all the rest

if TYPE_CHECKING:
    from nutgraf.errors import NutgrafError
    from nutgraf.model import Reading

__version__ = "0.1.0"
__all__ = ["NutgrafError", "Reading", "__version__", "read", "read_text"]


def read(
    html: str | bytes,
    url: str | None = None,
    *,
    captured_at: str | None = None,
    language: str | None = None,
) -> Reading:
    """Read a page: its story, summary and key facts, and what was left out.

    `html` is the page's source, text or bytes, up to 10 MB; `url` is where it came from;
    `captured_at` is ISO 8601 and is only recorded; `language` is a BCP 47 code that overrides
    what the page says. Opens no connection and keeps no state.

    Raises PageTooLarge for more bytes than that, NotAPage for bytes that are no text.
    A page without a story is no error: its reading has an empty text and a notice.
    """
    from nutgraf.reading import page_of, read_page

    return read_page(page_of(html, url, captured_at), language=language)


def read_text(
    text: str,
    *,
    headline: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Reading:
    """Read a pasted or plain-text story; blank lines part its paragraphs.

    `headline` names the headline when the text has none or several; `published` is the ISO 8601
    date against which "on Wednesday" is resolved. Raises PageTooLarge.
    """
    from nutgraf.reading import page_of, read_plain

    page = page_of(text)
    return read_plain(page, headline=headline, language=language, published=published)


def __getattr__(name: str) -> object:
    if name == "Reading":
        from nutgraf.model import Reading

        return Reading
    if name == "NutgrafError":
        from nutgraf.errors import NutgrafError

        return NutgrafError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
