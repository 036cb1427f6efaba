/** The list: search as one types, a key that leads to the search, how many are chosen. Without it all works by forms. */

const PAUSE = 150;
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("search"));
const found = document.getElementById("found");
const said = document.getElementById("said");
const chosen = document.getElementById("chosen");
let waiting = 0;
let turn = 0;

/** The address of what the form asks for; fields left empty are left out. */
function address() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, String(value));
  return url;
}

async function search() {
  const mine = ++turn;
  const url = address();
  const part = new URL(url);
  part.searchParams.set("part", "list");
  const answer = await fetch(part).catch(() => null);
  if (mine !== turn) return;
  if (!answer) {
    said.textContent = "Nutgraf does not answer. Is it still running?";
    return;
  }
  if (!answer.ok) return form.submit();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== turn) return;
  const fresh = page.getElementById("said");
  // The line that says how many there are is never replaced: a screen reader listens to it.
  said.textContent = fresh.textContent;
  fresh.remove();
  while (said.nextSibling) said.nextSibling.remove();
  said.after(...page.body.childNodes);
  history.replaceState(null, "", url);
  count();
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(search, PAUSE);
}

function count() {
  if (!chosen) return;
  const many = document.querySelectorAll("input[name=ids]:checked").length;
  chosen.textContent = many ? `${many} chosen` : "";
}

/** @param {KeyboardEvent} event */
function toSearch(event) {
  const box = /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(event.key)}"]`));
  const writes = /** @type {Element} */ (event.target).closest("input:not([type=checkbox]), textarea, select");
  if (!box || writes || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
}

if (form && found) {
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  found.addEventListener("change", count);
  document.addEventListener("keydown", toSearch);
  count();
}
