"""A Chromium whose panel and options are looked at by axe, by narrow windows and by keys alone."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.browser.chromium import Chromium, missing
from tests.browser.driven import EXTENSION

__all__ = ["AXE", "Access", "missing"]

AXE = EXTENSION / "node_modules" / "axe-core" / "axe.min.js"
AUDIT = """
axe.run(document, { resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
.then(({ violations }) => violations.map(({ id, nodes }) =>
  id + ': ' + nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')))
"""
OPENED = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
NARROW = """
document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.body.querySelectorAll('*')]
    .filter((e) => { const box = e.getBoundingClientRect(); return box.right > innerWidth + 1 || box.left < -1; })
    .slice(0, 5).map((e) => 'wider than the window: ' + e.outerHTML.slice(0, 120))
    .concat('the page is wider than the window')
"""
# What a mouse can press and a reader can see. One of a set of choices stands for the set: the
# arrow keys go on from it.
WANTED = """
(() => {
  const sets = '[role=tablist], [role=radiogroup], [role=toolbar], [role=listbox], [role=menu]';
  const known = new Set();
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !e.closest('[inert]'))
    .filter((e) => e.matches('a[href], button, input, select, textarea, summary') || e.tabIndex >= 0)
    .filter((e) => {
      const set = e.type === 'radio' ? e.name : e.tabIndex < 0 ? e.closest(sets) : null;
      return !set || (e.type === 'radio' && !known.has(set) && known.add(set));
    })
    .map((e) => { e.dataset.wanted = e.type === 'radio' ? e.name : ''; return e.outerHTML.slice(0, 90); });
})()
"""
MISSED = """
[...document.querySelectorAll('[data-wanted]:not([data-reached])')]
  .filter((e) => !e.dataset.wanted || !document.querySelector(`input[name="${e.dataset.wanted}"][data-reached]`))
  .map((e) => e.outerHTML.slice(0, 120))
"""
FOCUSED = """
(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), around = getComputedStyle(e.parentElement);
  const ring = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;
  const been = 'reached' in e.dataset;
  e.dataset.reached = '';
  const label = e.matches('input[type=checkbox], input[type=radio]') && e.labels?.[0];
  const points = [e, ...(label ? [label] : [])].flatMap((one) => [...one.getClientRects()])
    .flatMap(({ left, right, top, bottom }) => [top + 2, (top + bottom) / 2, bottom - 2]
      .flatMap((y) => [[left + 2, y], [(left + right) / 2, y], [right - 2, y]]));
  const there = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
  return { been, what: e.outerHTML.slice(0, 120), ring: ring(style) || ring(around),
    seen: there.some((one) => one === e || e.contains(one) || (label && label.contains(one))) };
})()
"""
FORGET = """
document.querySelectorAll('[data-wanted], [data-reached]')
  .forEach((e) => { delete e.dataset.reached; delete e.dataset.wanted; })
"""
NAMED = {
    "Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " "), "ArrowRight": (39, ""),
    "ArrowLeft": (37, ""), "ArrowUp": (38, ""), "ArrowDown": (40, ""), "End": (35, ""),
    "Escape": (27, ""),
}  # fmt: skip


class Access(Chromium):
    """Whatever is under test now, panel or options, is `here`."""

    def __init__(self, extension: Path, folder: Path) -> None:
        super().__init__(extension, folder)
        self.here = ""

    def at_panel(self) -> None:
        """The panel is under test."""
        self.here = self._target("page", "/panel/panel.html")["targetId"]
        self._ready()

    def at_options(self) -> None:
        """The options, in a tab of their own, are under test."""
        url = f"chrome-extension://{self.id}/src/options/options.html"
        self.here = self._send("Target.createTarget", {"url": url})["targetId"]
        self.until(lambda: self.ask("!!document.querySelector('h1')?.textContent"), "options")
        self._ready()

    def leave(self) -> None:
        """Closes what is under test."""
        self._send("Target.closeTarget", {"targetId": self.here})

    def ask(self, expression: str):
        """The value of an expression in what is under test."""
        return self._evaluate(expression, self.here)

    def look(self, *, dark: bool = False, forced: bool = False, width: int = 400) -> None:
        """How the reader's screen is set."""
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "forced-colors", "value": "active" if forced else "none"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self._send("Emulation.setEmulatedMedia", {"features": features}, self.here)
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self._send("Emulation.setDeviceMetricsOverride", size, self.here)

    def parts(self) -> Iterator[str]:
        """Shows one part after the other, everything in it opened: each tab, or all there is."""
        for name in self.ask("[...document.querySelectorAll('[role=tab]')].map((t) => t.id)") or [
            ""
        ]:
            if name:
                self.ask(f"document.getElementById('{name}').click()")
            self.ask(OPENED)
            yield name

    def wrong(self) -> list[str]:
        """What axe and a narrow window find wrong by day and by night, everything opened."""
        found = []
        for part in self.parts():
            for dark in (False, True):
                self.look(dark=dark)
                shade = "dark" if dark else "light"
                found += [f"{part} {shade} {one}" for one in self.ask(AUDIT)]
            found += [f"{part} {one}" for one in self.too_wide()]
        return found

    def too_wide(self) -> list[str]:
        """What runs out of a window of 320 points."""
        self.look(width=320)
        found = self.ask(NARROW)
        self.look()
        return found

    def key(self, name: str, *, shift: bool = False) -> None:
        """One key, pressed and let go."""
        code, text = NAMED[name]
        event = {"key": name, "code": name if name != " " else "Space",
                 "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}  # fmt: skip
        down = {"type": "keyDown" if text else "rawKeyDown", "text": text, **event}
        self._send("Input.dispatchKeyEvent", down, self.here)
        self._send("Input.dispatchKeyEvent", {"type": "keyUp", **event}, self.here)

    def tour(self) -> list[str]:
        """Tabs once round each part, and gives what was wrong: no ring, hidden by something, or
        never reached."""
        return [f"{part} {wrong}" for part in self.parts() for wrong in self._round()]

    def _round(self, most: int = 600) -> Iterator[str]:
        self.ask(FORGET)
        assert self.ask(WANTED)
        ends = 0
        for _ in range(most):
            self.key("Tab")
            stop = self.ask(FOCUSED)
            if stop is None:
                ends += 1
            elif stop["been"]:
                break
            elif not (stop["ring"] and stop["seen"]):
                yield f"{'hidden' if stop['ring'] else 'no ring'}: {stop['what']}"
            if ends > 2:
                break
        yield from (f"not reached: {what}" for what in self.ask(MISSED))

    def focus(self, selector: str) -> None:
        """Puts the focus there; the tour has shown that keys reach it."""
        self.ask(f"document.querySelector({json.dumps(selector)}).focus()")

    def _ready(self) -> None:
        self._send("Page.bringToFront", {}, self.here)
        self._send("Emulation.setFocusEmulationEnabled", {"enabled": True}, self.here)
        if not self.ask("'axe' in window"):
            self.ask(AXE.read_text(encoding="utf-8") + "; 0")


def as_in_arabic(extension: Path) -> None:
    """Makes a copy of the extension speak as in a browser whose language is Arabic: the Chromium
    of most systems has English alone."""
    locales, browser = extension / "_locales", extension / "src" / "lib" / "browser.js"
    (locales / "en" / "messages.json").write_bytes((locales / "ar" / "messages.json").read_bytes())
    code = browser.read_text(encoding="utf-8")
    asked = "api.i18n.getUILanguage()"
    assert asked in code
    browser.write_text(code.replace(asked, '"ar"'), encoding="utf-8")
