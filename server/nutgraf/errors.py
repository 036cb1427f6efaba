"""Every error a reader can meet.

NutgrafError                    exit  status
├── BadRequest                     2    400   the call itself is wrong
│   ├── UnknownMethod              2    400   no summary method of that name
│   ├── UnknownFormat              2    400   no export format of that name
│   ├── BadBudget                  2    400   a summary length that is no length
│   ├── BadTemplate                2    400   a template that cannot be followed
│   └── BadReading                 2    400   no reading that Nutgraf wrote
├── UnreadablePage                 3    422   the page cannot be read
│   ├── PageTooLarge               3    413   more bytes than Nutgraf reads
│   ├── PageTooSlow                3    422   the reading passed its deadline
│   ├── PageTooHeavy               3    422   the reading passed its memory bound
│   └── NotAPage                   3    415   neither HTML nor text (a PDF, an image)
├── Refused                        4    403   the guard does not let the caller in
│   ├── NotPaired                  4    401   no token, or a token nobody was given
│   ├── NotSignedIn                4    401   a page for people, without a session
│   ├── WrongCode                  4    403   the pairing code is wrong or spent
│   ├── WrongLink                  4    403   the sign-in link is wrong or spent
│   └── WrongHost                  4    421   the request was addressed to another host
├── NoSuchReading                  5    404   the server does not hold that reading
├── ShelfUnusable                  8    503   the library cannot be used now
│   ├── ShelfFull                  8    507   there is no room left on the disk
│   ├── ShelfReadOnly              8    503   the library can be read but not written
│   ├── ShelfBusy                  8    503   another program keeps the library locked
│   ├── ShelfTooNew                8    503   a newer Nutgraf has written the library
│   └── ShelfBroken                8    503   the library's file is damaged or no library
├── NotTheSame                     6    409   a page that no longer gives the same reading
├── Busy                           7    503   every worker is occupied
└── ServerUnavailable              7    503   the server cannot start here (port taken)
"""

from __future__ import annotations


class NutgrafError(Exception):
    """Base of every error Nutgraf raises; its text is a sentence for the reader."""

    status = 500
    exit_code = 1

    @property
    def code(self) -> str:
        """The error's name in the API: `PageTooLarge` is `page-too-large`."""
        name = type(self).__name__
        return "".join("-" + c.lower() if c.isupper() else c for c in name).lstrip("-")


class BadRequest(NutgrafError):
    """The call itself is wrong."""

    status = 400
    exit_code = 2


class UnknownMethod(BadRequest):
    """No summary method has that name."""


class UnknownFormat(BadRequest):
    """No export format has that name."""


class BadBudget(BadRequest):
    """A summary length that is no length."""


class BadTemplate(BadRequest):
    """A template for Markdown that cannot be followed."""


class BadReading(BadRequest):
    """What is given as a reading is none that Nutgraf wrote."""


class UnreadablePage(NutgrafError):
    """The page cannot be read."""

    status = 422
    exit_code = 3


class PageTooLarge(UnreadablePage):
    """The page has more bytes than Nutgraf reads."""

    status = 413


class PageTooSlow(UnreadablePage):
    """The reading passed its deadline."""


class PageTooHeavy(UnreadablePage):
    """The reading passed its memory bound, or its worker died."""


class NotAPage(UnreadablePage):
    """The bytes are neither HTML nor text."""

    status = 415


class Refused(NutgrafError):
    """The guard does not let the caller in."""

    status = 403
    exit_code = 4


class NotPaired(Refused):
    """No token came with the request, or one that was never given out."""

    status = 401


class WrongCode(Refused):
    """The pairing code is wrong, spent or too old."""


class NotSignedIn(Refused):
    """The browser has no session, or one that has ended."""

    status = 401


class WrongLink(Refused):
    """The sign-in link is wrong, spent or too old."""


class WrongHost(Refused):
    """The request was addressed to another host name or port."""

    status = 421


class NoSuchReading(NutgrafError):
    """The server does not hold that reading."""

    status = 404
    exit_code = 5


class ShelfUnusable(NutgrafError):
    """The library cannot be used now."""

    status = 503
    exit_code = 8


class ShelfFull(ShelfUnusable):
    """There is no room left on the disk; what is kept stays readable."""

    status = 507


class ShelfReadOnly(ShelfUnusable):
    """The library can be read but not written."""


class ShelfBusy(ShelfUnusable):
    """Another program keeps the library locked."""


class ShelfTooNew(ShelfUnusable):
    """A newer Nutgraf has written the library."""


class ShelfBroken(ShelfUnusable):
    """The library's file is damaged, or is no library."""


class NotTheSame(NutgrafError):
    """A page no longer gives the same reading."""

    status = 409
    exit_code = 6


class Busy(NutgrafError):
    """Every worker is occupied."""

    status = 503
    exit_code = 7


class ServerUnavailable(NutgrafError):
    """The server cannot start here."""

    status = 503
    exit_code = 7
