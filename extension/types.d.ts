/** Firefox's own corners, and the two Chromium ones the page functions use. */
declare var browser: typeof chrome | undefined;

declare namespace chrome.sidebarAction {
  function open(): Promise<void>;
}

interface Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}
