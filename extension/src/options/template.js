import { onStored } from "../lib/browser.js";
import { isPaired, ServerError, setSettings, settings } from "../lib/server.js";
import { t } from "../lib/words.js";
import { button, el } from "../panel/nodes.js";

const CHARACTERS = 20_000;
const FIELDS = "title dek url site author authors published updated captured language digest words minutes summary key_facts facts people organisations places dates numbers quotes reported story notices tags note".split(" ");
const EXAMPLE = `---
title: {{ title }}
url: {{ url }}
authors: {{ authors }}
published: {{ published }}
tags: {{ tags }}
---

# {{ title }}

{% for sentence in summary %}
- {{ sentence | linked }}
{% endfor %}

{{ story }}
`;

/**
 * The reader's own form of the Markdown file. It lives with the server, which fills it.
 * @param {import("./options.js").Say} say
 */
export function templatePart(say) {
  const text = el("textarea", { id: "template", maxlength: CHARACTERS, spellcheck: "false", dir: "ltr", disabled: true, "aria-describedby": "template-help template-wrong" });
  const wrong = el("p", { id: "template-wrong", class: "wrong", role: "alert" });
  const save = button({ class: "action strong", id: "template-save", disabled: true }, () => put(text.value), t("optionsSave"));
  const example = button({ class: "action", id: "template-example", disabled: true }, () => {
    if (!text.value.trim()) text.value = EXAMPLE;
    text.focus();
  }, t("optionsExample"));

  /** As the server has it: what differs from it the reader has not saved yet. */
  let saved = "";

  /** @param {string} template */
  async function put(template) {
    try {
      ({ template: saved } = await setSettings({ template }));
      text.value = saved;
      refuse("");
      say(t("optionsSaved"));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      refuse(error.message);
    }
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    wrong.textContent = sentence;
    text.setAttribute("aria-invalid", String(sentence !== ""));
  }

  async function get() {
    const told = (await isPaired()) ? await settings().catch(() => null) : null;
    for (const one of [text, save, example]) one.disabled = !told;
    if (told && text.value === saved) text.value = told.template;
    saved = told?.template ?? saved;
    refuse("");
    wrong.textContent = told ? "" : t("optionsTemplateLater");
  }

  onStored("local", (changes) => ("token" in changes || "address" in changes) && get());
  // The reader may have gone to start the server.
  addEventListener("focus", () => text.disabled && get());
  get();
  return el("fieldset", {}, el("legend", {}, t("optionsTemplate")),
    el("p", { id: "template-help", class: "why" }, t("optionsTemplateHelp")),
    el("div", {}, el("label", { for: "template" }, t("optionsTemplateLabel")), text), wrong,
    el("div", { class: "actions" }, save, example),
    el("details", { class: "fields" }, el("summary", {}, t("optionsFields")),
      el("p", { class: "why" }, t("optionsFieldsHelp")),
      el("p", { lang: "en", dir: "ltr" }, ...FIELDS.flatMap((name) => [el("code", {}, name), " "]))));
}
