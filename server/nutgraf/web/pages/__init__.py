"""Pages: the library in the reader's browser, drawn here, working without a script.

A page is a pure picture of what the shelf holds; what changes anything is a form of our own.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from nutgraf.export.content import minutes
from nutgraf.web.pages.dates import date_of
from nutgraf.web.pages.door import door_routes, or_page
from nutgraf.web.pages.files import file_routes
from nutgraf.web.pages.library import library_routes
from nutgraf.web.pages.reader import reader_routes
from nutgraf.web.pages.settings import settings_routes
from nutgraf.web.pages.versions import version_routes
from nutgraf.web.rooms import Rooms
from nutgraf.web.sessions import Sessions

__all__ = ["or_page", "page_routes"]


def page_routes(app: Flask, rooms: Rooms, sessions: Sessions) -> None:
    """Hang all pages for people into the app."""
    pages = Blueprint("pages", __name__, template_folder="../templates",
                      static_folder="../static", static_url_path="/static")  # fmt: skip
    door_routes(pages, sessions)
    library_routes(pages, rooms)
    reader_routes(pages, rooms)
    version_routes(pages, rooms)
    file_routes(pages, rooms)
    settings_routes(pages, rooms)
    pages.add_app_template_filter(date_of)
    pages.add_app_template_filter(minutes)
    app.register_blueprint(pages)
