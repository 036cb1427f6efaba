"""A Chromium without the extension, looking at the server's own pages."""

import base64
import json
import os
import subprocess
import time
from pathlib import Path

from websocket import create_connection

from tests.browser.chromium import BINARY, FLAGS, Chromium, _address, missing
from tests.browser.driven import PATIENCE

__all__ = ["Window", "missing"]

NAMED = {
    "Enter": (13, "\r"), "Tab": (9, ""), "Escape": (27, ""), "End": (35, ""), "Home": (36, ""),
    "ArrowRight": (39, ""), " ": (32, " "),
}  # fmt: skip


class Window(Chromium):
    """One page of a browser with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True)
        profile = folder / "profile"
        self.process = subprocess.Popen(
            [BINARY, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
        )
        self.calls = 0
        self.socket = create_connection(_address(profile), timeout=PATIENCE)
        self.sessions: dict[str, str] = {}
        self.page = self._target("page", "about:blank")["targetId"]
        saving = {"behavior": "allow", "downloadPath": str(self.downloads)}
        self._send("Browser.setDownloadBehavior", saving)

    def in_panel(self, expression: str):
        """The page is all there is to look at."""
        return self.in_page(expression)

    def open(self, url: str) -> None:
        """Shows a page, wherever it leads on to."""
        self.leaving(lambda: self._send("Page.navigate", {"url": url}, self.page))

    def leaving(self, act) -> None:
        """Does what leads to another page, and waits until that one is there."""
        self.in_page("window.isOld = true")
        act()
        self.until(self._is_new, "the next page")

    def _is_new(self) -> bool:
        there = "!window.isOld && document.readyState === 'complete'"
        try:
            return self.in_page(there)
        except AssertionError:  # a page that is just going away answers nothing
            return False

    def click(self, selector: str) -> None:
        """A mouse click on the middle of an element."""
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            where = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self._send("Input.dispatchMouseEvent", where, self.page)

    def follow(self, selector: str) -> None:
        """A click that leads to another page."""
        self.leaving(lambda: self.click(selector))

    def key(self, name: str, *, shift: bool = False) -> None:
        """One key, pressed and let go."""
        code, text = NAMED.get(name, (ord(name[0].upper()), name))
        event = {"key": name, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self._send("Input.dispatchKeyEvent", {"type": "keyDown", "text": text, **event}, self.page)
        self._send("Input.dispatchKeyEvent", {"type": "keyUp", **event}, self.page)

    def type(self, text: str) -> None:
        """Keys, into whatever has the focus."""
        for character in text:
            self.key(character)

    def without_script(self, off: bool = True) -> None:
        """Turns scripts off for the pages opened from now on, or on again."""
        self._send("Emulation.setScriptExecutionDisabled", {"value": off}, self.page)

    def look(self, *, dark: bool = False, width: int = 1280, height: int = 900) -> None:
        """How the reader's screen is set."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._send("Emulation.setEmulatedMedia", {"features": [scheme]}, self.page)
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._send("Emulation.setDeviceMetricsOverride", size, self.page)

    def picture(self, file: Path) -> None:
        """What the window shows, as a PNG."""
        time.sleep(0.2)
        file.write_bytes(base64.b64decode(self.page_picture()))

    def value(self, selector: str, name: str = "value"):
        """A property of an element."""
        return self.in_page(f"document.querySelector({json.dumps(selector)})?.{name}")

    def focused(self) -> str:
        """What has the focus: its id, its class, or its words."""
        return self.in_page(
            "((e) => e.id || e.className || e.textContent.trim())(document.activeElement)"
        )
