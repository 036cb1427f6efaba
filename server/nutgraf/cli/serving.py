"""The commands around the server: start it, let a program or a browser in."""

from __future__ import annotations

import os
import sys

import click

from nutgraf import __version__
from nutgraf.cli.console import PORT, home
from nutgraf.errors import ServerUnavailable

_PORT = click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="The port."
)
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_WAIT_SECONDS = 2.0


@click.command()
@_PORT
def serve(port: int) -> None:
    """Start the local server and print a code to pair the browser extension with, and a link to
    the library."""
    import signal

    from nutgraf.web.app import Settings, bind, create_app
    from nutgraf.web.pairing import Pairings
    from nutgraf.web.sessions import Sessions

    settings = Settings(home=home(), port=port)
    server = bind(create_app(settings), settings)
    click.echo(f"Nutgraf {__version__} listens on http://127.0.0.1:{port} (Ctrl-C stops it).")
    click.echo(f"API documentation: http://127.0.0.1:{port}/docs")
    try:
        _tell_code(Pairings(settings.home).new_code())
        _tell_link(Sessions(settings.home, port).new_link())
    except ServerUnavailable as error:
        # Who is paired or signed in already can still read what is there.
        click.echo(f"Nobody new can be let in: {error}")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server()
    except KeyboardInterrupt:
        click.echo("Stopped.")


@click.command()
def pair() -> None:
    """Print a new code to pair the browser extension, or a program, with the running server."""
    from nutgraf.web.pairing import Pairings

    _tell_code(Pairings(home()).new_code())


@click.command("open")
@_PORT
@click.option("--print", "is_printed", is_flag=True, help="Only print the link.")
def open_pages(port: int, is_printed: bool) -> None:
    """Open the library in the browser, by a new link that signs it in once."""
    from nutgraf.web.sessions import Sessions

    if not _answers(port):
        raise ServerUnavailable(
            f"Nothing answers on port {port}. Start the server with “nutgraf serve”."
        )
    link = Sessions(home(), port).new_link()
    _tell_link(link)
    if not is_printed and _has_screen():
        import webbrowser

        webbrowser.open(link)


def _tell_code(code: str) -> None:
    click.echo(f"Pairing code: {code[:3]} {code[3:]} (good once, for ten minutes)")


def _tell_link(link: str) -> None:
    click.echo(f"Your library: {link} (good once, for ten minutes)")


def _answers(port: int) -> bool:
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), _WAIT_SECONDS).close()
    except OSError:
        return False
    return True


def _has_screen() -> bool:
    """Whether a browser would have a window to show it in; a text browser in this terminal is
    not what is meant."""
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, _DISPLAYS))
