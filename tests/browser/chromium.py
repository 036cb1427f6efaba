"""Chromium, driven over its own debugging protocol: no WebDriver lists the panel."""

import base64
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

from websocket import create_connection

from tests.browser.driven import PATIENCE, Driven

BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
PANEL = "/src/panel/panel.html"
KEYS = {"\n": ("Enter", 13, "\r")}
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,960",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--enable-unsafe-extension-debugging",
]


class Chromium(Driven):
    """A Chromium of its own, with a profile of its own."""

    name = "chromium"

    def __init__(self, extension: Path, folder: Path) -> None:
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True)
        self.folder = str(extension)
        profile = folder / "profile"
        loaded = [f"--load-extension={extension}", f"--disable-extensions-except={extension}"]
        self.process = subprocess.Popen(
            [BINARY, *FLAGS, *loaded, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
        )
        self.calls = 0
        self.socket = create_connection(_address(profile), timeout=PATIENCE)
        self.sessions: dict[str, str] = {}
        self.id = self._target("service_worker", "chrome-extension://")["url"].split("/")[2]
        self.page = self._target("page", "about:blank")["targetId"]
        saving = {"behavior": "allow", "downloadPath": str(self.downloads)}
        self._send("Browser.setDownloadBehavior", saving)

    def open(self, url: str) -> None:
        self._send("Page.navigate", {"url": url}, self.page)
        there = f"document.readyState === 'complete' && location.href === {json.dumps(url)}"
        self.until(lambda: self.in_page(there), url)

    def show(self, url: str) -> None:
        self._send("Page.navigate", {"url": url}, self.page)
        self.until(lambda: self._find("page", url), url)

    def press_toolbar(self) -> None:
        self._send("Extensions.triggerAction", {"id": self.id, "targetId": self._tab()})

    def choose_menu(self, entry: str) -> None:
        worker = self._target("service_worker", "chrome-extension://")["targetId"]
        self._evaluate(
            f"chrome.contextMenus.update('{entry}', {{}})"  # refused where there is no such entry
            ".then(() => chrome.tabs.query({ active: true, currentWindow: true })).then(([tab]) =>"
            f" chrome.contextMenus.onClicked.dispatch({{ menuItemId: '{entry}' }}, tab))",
            worker,
        )

    def in_page(self, expression: str):
        return self._evaluate(expression, self.page)

    def in_panel(self, expression: str):
        panel = self._find("page", PANEL)
        return self._evaluate(expression, panel["targetId"]) if panel else None

    def click(self, selector: str) -> None:
        panel = self._target("page", PANEL)["targetId"]
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            where = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self._send("Input.dispatchMouseEvent", where, panel)

    def click_page(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            where = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self._send("Input.dispatchMouseEvent", where, self.page)

    def type(self, text: str) -> None:
        panel = self._target("page", PANEL)["targetId"]
        for character in text:
            key, code, typed = KEYS.get(character, (character, ord(character), character))
            event = {"key": key, "windowsVirtualKeyCode": code}
            self._send("Input.dispatchKeyEvent", {"type": "keyDown", "text": typed, **event}, panel)
            self._send("Input.dispatchKeyEvent", {"type": "keyUp", **event}, panel)

    def close_panel(self) -> None:
        self.in_panel("window.setTimeout(() => window.close()), 1")
        self.until(lambda: not self._find("page", PANEL), "closed panel")

    def on_options(self, act: str, until: str):
        url = f"chrome-extension://{self.id}/src/options/options.html"
        options = self._send("Target.createTarget", {"url": url})["targetId"]
        filled = "!!document.querySelector('#address')?.value"
        self.until(lambda: self._evaluate(filled, options), "options")
        self._evaluate(act, options)
        found = self.until(lambda: self._evaluate(until, options), until)
        self._send("Target.closeTarget", {"targetId": options})
        return found

    def open_private(self, url: str) -> None:
        kind = ("service_worker", "chrome-extension://")
        old = self._target(*kind)["targetId"]
        self._send("Extensions.loadUnpacked", {"path": self.folder, "enableInIncognito": True})
        self.until(lambda: (self._find(*kind) or {"targetId": old})["targetId"] != old, "renewal")
        allowed = "globalThis.chrome?.extension?.isAllowedIncognitoAccess()"
        self.until(lambda: self._in_background(allowed), "leave for private windows")
        created = f"chrome.windows.create({{ incognito: true, url: {json.dumps(url)} }})"
        self._in_background(f"{created}.then(() => 1)")
        self.to_tab(url)

    def to_tab(self, url: str) -> None:
        self.page = self._target("page", url)["targetId"]

    def close_tab(self, url: str) -> None:
        self._send("Target.closeTarget", {"targetId": self._target("page", url)["targetId"]})

    def screenshot(self, folder: Path, label: str, *, dark: bool) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        panel = self._target("page", PANEL)["targetId"]
        for target, part in ((panel, "panel"), (self.page, "page")):
            self._send("Emulation.setEmulatedMedia", {"features": [scheme]}, target)
            time.sleep(0.3)
            shot = self._send("Page.captureScreenshot", {"format": "png"}, target)
            (folder / f"chromium-{label}-{part}.png").write_bytes(base64.b64decode(shot["data"]))

    def page_picture(self) -> str:
        return self._send("Page.captureScreenshot", {"format": "png"}, self.page)["data"]

    def stop_background(self) -> None:
        kind = ("service_worker", "chrome-extension://")
        self._send("Target.closeTarget", {"targetId": self._target(*kind)["targetId"]})
        self.until(lambda: not self._find(*kind), "end of the worker")

    def shortcuts(self) -> list[str]:
        worker = self._target("service_worker", "chrome-extension://")["targetId"]
        self.until(lambda: self._evaluate("'chrome' in globalThis", worker), "worker")
        keys = "chrome.commands.getAll().then((all) => all.map((c) => c.shortcut))"
        return self._evaluate(keys, worker)

    def quit(self) -> None:
        self._send("Browser.close")
        self.socket.close()
        self.process.wait(PATIENCE)

    def _tab(self) -> str:
        url = self._find("page", "", self.page)["url"]
        return self._target("tab", url)["targetId"]

    def _in_background(self, expression: str):
        worker = self._target("service_worker", "chrome-extension://")
        return self._evaluate(expression, worker["targetId"])

    def _target(self, kind: str, address: str) -> dict:
        deadline = time.monotonic() + PATIENCE
        while not (found := self._find(kind, address)):
            assert time.monotonic() < deadline, f"no {kind} with {address}"
            time.sleep(0.05)
        return found

    def _find(self, kind: str, address: str, target: str | None = None) -> dict | None:
        listed = self._send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        # A panel in a tab of another window has a query of its own.
        fits = str.endswith if address == PANEL else str.__contains__
        fitting = (t for t in listed if t["type"] == kind and fits(t["url"], address))
        return next((t for t in fitting if target in (None, t["targetId"])), None)

    def _evaluate(self, expression: str, target: str):
        said = self._send(
            "Runtime.evaluate",
            {"expression": expression, "awaitPromise": True, "returnByValue": True},
            target,
        )
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def _send(self, method: str, params: dict | None = None, target: str | None = None) -> dict:
        if target and target not in self.sessions:
            session = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})
            self.sessions[target] = session["sessionId"]
        self.calls += 1
        call = {"id": self.calls, "method": method, "params": params or {}}
        if target:
            call["sessionId"] = self.sessions[target]
        self.socket.send(json.dumps(call))
        while (answer := json.loads(self.socket.recv())).get("id") != call["id"]:
            pass
        assert "error" not in answer, f"{method}: {answer['error']['message']}"
        return answer["result"]


def missing() -> str | None:
    """What a Chromium cannot be started without, and is not there."""
    return None if BINARY else "Chromium"


def _address(profile: Path) -> str:
    noted = profile / "DevToolsActivePort"
    deadline = time.monotonic() + PATIENCE
    while not (noted.exists() and noted.read_text().count("\n")):
        assert time.monotonic() < deadline, "chromium did not start"
        time.sleep(0.05)
    port = noted.read_text().split("\n")[0]
    with urlopen(f"http://127.0.0.1:{port}/json/version", timeout=PATIENCE) as answer:
        return json.load(answer)["webSocketDebuggerUrl"]
