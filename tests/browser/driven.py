"""What a test may do with a browser, whichever it is."""

import json
import time
from pathlib import Path

EXTENSION = Path(__file__).parents[2] / "extension"
PATIENCE = 20.0
MIDDLE = """
(() => {
  const element = document.querySelector(%s);
  if (!element) return null;
  element.scrollIntoView(window.JSON.parse('{"block": "center", "behavior": "instant"}'));
  const box = element.getClientRects()[0];
  return [box.x + box.width / 2, box.y + box.height / 2];
})()
"""
UNDER = """
(() => {
  const part = document.querySelector(%s)?.closest("[role=tabpanel][hidden]");
  return part && part.id;
})()
"""
API = "(window.browser ?? window.chrome)"
BADGE = f"""
(async () => {{
  const [tab] = [...(await {API}.tabs.query({{ active: true, currentWindow: true }}))];
  return {API}.action.getBadgeText({{ tabId: tab.id }});
}})()
"""
LIT = "[...(window.CSS.highlights.get('nutgraf') || [])]"
IN_VIEW = f"""
{LIT}.some((range) => {{
  const {{ top, bottom }} = range.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}})
"""
COUNT = """
(async () => {
  const shot = new Image();
  shot.src = 'data:image/png;base64,%s';
  await shot.decode();
  const easel = new OffscreenCanvas(shot.width, shot.height).getContext('2d');
  easel.drawImage(shot, 0, 0);
  const { data } = easel.getImageData(0, 0, shot.width, shot.height);
  let count = 0;
  for (const point of new Uint32Array(data.buffer)) count += (point & 0xFFFFFF) === %d;
  return count;
})()
"""


class Driven:
    """A browser with the extension in it, one page open and, once asked for, the panel."""

    name = ""
    downloads: Path

    def open(self, url: str) -> None:
        """Shows a page in the tab."""
        raise NotImplementedError

    def show(self, url: str) -> None:
        """Shows in the tab what is no page, but a PDF, or a source."""
        raise NotImplementedError

    def press_toolbar(self) -> None:
        """The reader's own click on the toolbar button."""
        raise NotImplementedError

    def choose_menu(self, entry: str) -> None:
        """What the browser does when the reader chooses an entry of the page's menu. No driver
        reaches the menu itself: it is the system's."""
        raise NotImplementedError

    def in_page(self, expression: str):
        """The value of an expression over `document` and `window` in the page."""
        raise NotImplementedError

    def in_panel(self, expression: str):
        """The value of an expression over `document` and `window` in the panel."""
        raise NotImplementedError

    def click(self, selector: str) -> None:
        """A mouse click on an element of the panel."""
        raise NotImplementedError

    def click_page(self, x: float, y: float) -> None:
        """A mouse click at a place of the page's window."""
        raise NotImplementedError

    def middle(self, selector: str) -> list[float]:
        """Where to click, once the panel has stopped moving: a click hits what is there by then.

        What stands under another tab of the panel is reached as a reader does: by its tab.
        """
        if part := self.in_panel(UNDER % json.dumps(selector)):
            self.click(f"#tab-{part}")
        last, deadline = None, time.monotonic() + PATIENCE
        while (found := self.in_panel(MIDDLE % json.dumps(selector))) != last or found is None:
            assert time.monotonic() < deadline, f"{selector} is not there\n{self.panel_text()}"
            last = found
            time.sleep(0.1)
        return found

    def type(self, text: str) -> None:
        """Keys, into whatever has the focus in the panel."""
        raise NotImplementedError

    def close_panel(self) -> None:
        """The reader closes the panel."""
        raise NotImplementedError

    def on_options(self, act: str, until: str):
        """Opens the options page, does something there, and hands back the second expression's
        value once it is true."""
        raise NotImplementedError

    def open_private(self, url: str) -> None:
        """Lets the extension into private windows, opens one, and means its tab from now on."""
        raise NotImplementedError

    def to_tab(self, url: str) -> None:
        """Means another tab from now on: the one with this address."""
        raise NotImplementedError

    def close_tab(self, url: str) -> None:
        """Closes another tab: the one with this address."""
        raise NotImplementedError

    def use_server(self, address: str) -> None:
        """Sets the server's address on the options page."""
        self.on_options(
            f"document.querySelector('#address').value = {json.dumps(address)},"
            "document.querySelector('#server').requestSubmit()",
            f"document.querySelector('#said').textContent.includes({json.dumps(address)})",
        )

    def screenshot(self, folder: Path, label: str, *, dark: bool) -> None:
        """Pictures of the panel and its page."""
        raise NotImplementedError

    def page_picture(self) -> str:
        """What the page looks like now, as a PNG in base 64."""
        raise NotImplementedError

    def stop_background(self) -> None:
        """Ends the extension's background script, as the browser does when it is idle."""
        raise NotImplementedError

    def shortcuts(self) -> list[str]:
        """The keys the browser really gave the extension."""
        raise NotImplementedError

    def rivals(self) -> list[str]:
        """What else in the browser the extension's key would do, where the browser itself does not
        keep it free; Chromium gives no key twice."""
        return []

    def press_shortcut(self) -> None:
        """The extension's key."""
        raise NotImplementedError

    def quit(self) -> None:
        """Closes everything that was opened."""
        raise NotImplementedError

    def until(self, ask, what: str, patience: float = PATIENCE):
        """Waits for an answer that is true, and hands it back."""
        deadline = time.monotonic() + patience
        while not (answer := ask()):
            late = f"{self.name}: no {what} within {patience:.0f} s\n"
            assert time.monotonic() < deadline, late + self.panel_text()
            time.sleep(0.1)
        return answer

    def wait_for(self, selector: str, patience: float = PATIENCE) -> None:
        """Waits until the panel shows an element."""
        shown = f"!!document.querySelector({json.dumps(selector)})"
        self.until(lambda: self.in_panel(shown), selector, patience)

    def read(self, url: str) -> None:
        """Opens a page, presses the button and waits for the reading of just this press."""
        self.open(url)
        old = ".reading[data-old]"
        self.in_panel("document.querySelector('.reading')?.setAttribute('data-old', '')")
        self.press_toolbar()
        self.until(lambda: not self.in_panel(f"!!document.querySelector('{old}')"), "new reading")
        self.wait_for(".reading")

    def read_anew(self, url: str, shows: str) -> None:
        """Opens a page and presses the button, with nothing left of the page before, and waits
        for what the panel shows instead of a reading."""
        self.open(url)
        self.in_panel("document.querySelector('#view').replaceChildren()")
        self.press_toolbar()
        self.wait_for(shows)

    def texts(self, selector: str) -> list[str]:
        """The text of every such element in the panel, white space made single."""
        every = f"[...document.querySelectorAll({json.dumps(selector)})]"
        found = self.in_panel(f"{every}.map((e) => e.textContent)")
        return [" ".join(text.split()) for text in found]

    def panel_text(self) -> str:
        """All the panel says, for the message of a failed wait."""
        return self.in_panel("document.body && document.body.innerText") or "(nothing)"

    def lit(self) -> str:
        """The words that are lit in the page."""
        words = self.in_page(f"{LIT}.map((range) => range.toString()).join('|')")
        return " ".join(words.replace("\u00ad", "").split())

    def in_view(self) -> bool:
        """Whether the lit words stand inside the page's window."""
        return self.in_page(IN_VIEW)

    def painted(self, red: int, green: int, blue: int) -> int:
        """How many points of the page's window are of a colour. Counted off the page's DOM."""
        return self.in_page(COUNT % (self.page_picture(), red | green << 8 | blue << 16))
