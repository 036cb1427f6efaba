import { ask, guardStored, onAsk, onWake, openPanel, selectedTabs } from "./lib/browser.js";
import { readWaiting } from "./lib/drain.js";
import { beginWalk } from "./lib/walk.js";

onAsk(async (tab, selection) => {
  openPanel(tab);
  const tabs = selection ? [] : await selectedTabs(tab.windowId);
  if (tab.id !== undefined && tabs.length > 1 && tabs.includes(tab.id)) {
    await beginWalk(tab.windowId, [tab.id, ...tabs.filter((id) => id !== tab.id)]);
  }
  await ask(tab, selection);
});

guardStored();
onWake(() => void readWaiting());
