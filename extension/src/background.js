import { ask, onAsk, openPanel } from "./lib/browser.js";

onAsk((tab) => {
  openPanel(tab);
  ask(tab);
});
