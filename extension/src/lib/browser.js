/** The one place that knows Chrome from Firefox, and the only one that names the browser's own calls. */

/** @typedef {{tabId: number, windowId: number, at: number}} Asked  which tab the reader pressed the button on, and when */

const api = globalThis.browser ?? chrome;
// Chromium never paints the highlight of a user sheet; in Firefox no other sheet reaches into shadow roots.
const SHEET = api.sidePanel ? "AUTHOR" : "USER";
export const BROWSERS_OWN = "This is one of the browser's own pages. Extensions may not read those.";
const OWN_MACHINE = { origins: ["http://127.0.0.1/*"] };

/** A page that could not be read or lit, with a sentence for the reader. */
export class PageError extends Error {}

/**
 * Opens the panel. Must run inside the reader's own click: an await before it loses the gesture.
 * @param {chrome.tabs.Tab} tab
 */
export function openPanel(tab) {
  return api.sidePanel ? api.sidePanel.open({ tabId: idOf(tab) }) : api.sidebarAction.open();
}

/** @param {(tab: chrome.tabs.Tab) => void} read */
export function onAsk(read) {
  api.action.onClicked.addListener(read);
  api.contextMenus.onClicked.addListener((_, tab) => tab && read(tab));
  api.runtime.onInstalled.addListener(() =>
    api.contextMenus.create({
      id: "read",
      title: api.i18n.getMessage("read"),
      contexts: ["page", "selection"],
    }),
  );
}

/**
 * Tells the panel of this window which tab to read: an open panel hears it, one still opening finds it.
 * @param {chrome.tabs.Tab} tab
 */
export function ask(tab) {
  const { windowId } = tab;
  return api.storage.session.set({ [keyOf(windowId)]: { tabId: idOf(tab), windowId, at: Date.now() } });
}

/**
 * Calls back with the tab to read, now if the button was pressed before, and at every press after.
 * @param {(asked: Asked | null) => void} read
 */
export async function onAsked(read) {
  const key = keyOf((await api.windows.getCurrent()).id ?? 0);
  api.storage.session.onChanged.addListener((changes) => {
    const asked = changes[key]?.newValue;
    if (asked) read(/** @type {Asked} */ (asked));
  });
  const kept = await api.storage.session.get(key);
  read(/** @type {Asked | undefined} */ (kept[key]) ?? null);
}

/**
 * Runs a function inside a tab's page, or in every frame of it; the function closes over nothing.
 * @template T
 * @param {number} tabId
 * @param {(...args: any[]) => T} func
 * @param {unknown[]} [args]
 * @param {{allFrames?: boolean}} [where]
 * @returns {Promise<Awaited<T>[]>} one answer a frame, the page's own first; raises PageError
 */
export async function runInPage(tabId, func, args = [], { allFrames = false } = {}) {
  const answers = await inTab(() => api.scripting.executeScript({ target: { tabId, allFrames }, func, args }));
  return answers.map(({ result }) => /** @type {Awaited<T>} */ (result));
}

/**
 * Lays style rules over a tab's page that its own DOM knows nothing of; raises PageError.
 * @param {number} tabId @param {string} css
 */
export const styleInPage = (tabId, css) =>
  inTab(() => api.scripting.insertCSS({ target: { tabId, allFrames: true }, css, origin: SHEET }));

/** @param {number} tabId */
export const showTab = (tabId) => inTab(() => api.tabs.update(tabId, { active: true }));

/** The reader's words for a key of _locales, "" for one that is missing. @param {string} key @param {string[]} fills */
export const message = (key, fills) => api.i18n.getMessage(key, fills);

/** The language the browser speaks, as a BCP 47 code. */
export const uiLanguage = () => api.i18n.getUILanguage();

/** Firefox lets the reader take this back in the add-on's settings. */
export const mayReachServer = () => api.permissions.contains(OWN_MACHINE);
export const askToReachServer = () => api.permissions.request(OWN_MACHINE);
export const openOptions = () => api.runtime.openOptionsPage();

/** @param {string} name @returns {Promise<string | null>} */
export async function remembered(name) {
  const value = (await api.storage.local.get(name))[name];
  return typeof value === "string" ? value : null;
}

/** @param {string} name @param {string | null} value */
export function remember(name, value) {
  return value === null ? api.storage.local.remove(name) : api.storage.local.set({ [name]: value });
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function inTab(act) {
  try {
    return await act();
  } catch (error) {
    throw new PageError(reason(String(error)));
  }
}

/** @param {string} complaint  the browser's own words */
function reason(complaint) {
  if (/no tab with id|invalid tab id/i.test(complaint)) return "The tab that was read is closed.";
  if (/chrome:|chrome-extension:|extensions gallery|about:|moz-extension:|scheme|view-source|devtools/i.test(complaint))
    return BROWSERS_OWN;
  if (/permission|cannot access|host/i.test(complaint))
    return "The browser has not let Nutgraf see this page. Go to the page and press the Nutgraf button in the toolbar.";
  if (/frame.*(removed|closed|detached)|error page/i.test(complaint))
    return "The page went away while it was being read. Press the Nutgraf button again.";
  return "This page could not be read. Reload it and press the Nutgraf button again.";
}

/** @param {chrome.tabs.Tab} tab */
const idOf = (tab) => tab.id ?? api.tabs.TAB_ID_NONE;
/** @param {number} windowId */
const keyOf = (windowId) => `asked-${windowId}`;
