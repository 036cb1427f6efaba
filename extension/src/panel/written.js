/** Nodes as text to take along: plain, Markdown, HTML. The nodes hold nothing but the story and links. */

/** @typedef {(inner: string, element: Element) => string} Write */

/** @param {string} words */
const flat = (words) => words.replace(/[ \t\n]+/g, " ");
/** @param {string} words */
const escaped = (words) => flat(words).replace(/[\\`*_[\]<>]/g, "\\$&");
/** At the head of a line these would begin a heading, a list, a quotation. @param {string} line */
const headSafe = (line) => line.replace(/^(\s*)([-+#>=]|\d+[.)])/, "$1\\$2");
/** @param {string} words @param {string} sign */
const wrapped = (words, sign) => words.replace(/^(\s*)([\s\S]*?)(\s*)$/, (_, before, inside, after) => (inside ? before + sign + inside + sign + after : before + after));
/** @param {string} block @param {string} first @param {string} [others] */
const indented = (block, first, others = " ".repeat(first.length)) => block.split("\n").map((line, nth) => (nth === 0 ? first : line && others) + line).join("\n");
/** @param {string} href */
const safe = (href) => href.replace(/[()<>\s]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

/**
 * Code between fences that nothing in it can close.
 * @param {string} code @param {number} least @param {string} around
 */
function fenced(code, least, around) {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(Math.max(least, longest + 1));
  const space = around === "\n" || longest > 0 ? around : "";
  return `${fence}${space}${code}${space}${fence}`;
}

/** @type {Record<string, Write>} */
const MARKDOWN = {
  a: (inner, element) => (element.getAttribute("href") ? `[${inner}](${safe(element.getAttribute("href") ?? "")})` : inner),
  em: (inner) => wrapped(inner, "*"),
  strong: (inner) => wrapped(inner, "**"),
  code: (_, element) => fenced(flat(element.textContent ?? ""), 1, " "),
  sub: (inner) => `<sub>${inner}</sub>`,
  sup: (inner) => `<sup>${inner}</sup>`,
};
const BLOCKS = new Set(["article", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "table", "ul"]);

/** @param {Node} node @param {boolean} marked */
function line(node, marked) {
  let words = "";
  for (const child of node.childNodes) {
    if (child.nodeType === 3) words += marked ? escaped(child.nodeValue ?? "") : flat(child.nodeValue ?? "");
    if (child.nodeType !== 1 || BLOCKS.has(/** @type {Element} */ (child).localName)) continue;
    const inner = line(child, marked);
    const write = marked && MARKDOWN[/** @type {Element} */ (child).localName];
    words += write ? write(inner, /** @type {Element} */ (child)) : inner;
  }
  return words;
}

/** @param {Element} element @param {boolean} marked @returns {string[]} its blocks */
function blocks(element, marked) {
  const name = element.localName;
  const inner = () => [...element.children].filter((child) => BLOCKS.has(child.localName)).flatMap((child) => blocks(child, marked));
  if (/^h\d$/.test(name)) return [(marked ? `${"#".repeat(Number(name[1]))} ` : "") + line(element, marked).trim()];
  if (name === "pre") return [marked ? fenced(element.textContent ?? "", 3, "\n") : (element.textContent ?? "")];
  if (name === "table") return [table(element, marked)];
  if (name === "ul" || name === "ol") return [list(element, marked)];
  if (name === "blockquote") return [indented(inner().join("\n\n"), "> ", "> ").replace(/^> $/gm, ">").replace(/\n\n/g, "\n>\n")];
  const own = line(element, marked).trim();
  return [...(own ? [marked ? headSafe(own) : own] : []), ...inner()];
}

/** @param {Element} element @param {boolean} marked */
function list(element, marked) {
  return [...element.children].map((item, nth) => {
    const number = item.getAttribute("value") ?? String(nth + 1);
    const sign = element.localName === "ol" ? `${number}. ` : marked ? "- " : "• ";
    return blocks(item, marked).map((block, part) => indented(block, part ? " ".repeat(sign.length) : sign, " ".repeat(sign.length))).join("\n");
  }).join("\n");
}

/** @param {Element} element @param {boolean} marked */
function table(element, marked) {
  const rows = [...element.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => line(cell, marked).trim().replace(/\|/g, marked ? "\\|" : "|")));
  if (!marked) return rows.map((cells) => cells.join("\t")).join("\n");
  const [head = [], ...body] = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 1)}`, ...body].join("\n");
}

/** @param {Element} element */
export const plainOf = (element) => `${blocks(element, false).join("\n\n")}\n`;
/** @param {Element} element */
export const markdownOf = (element) => `${blocks(element, true).join("\n\n")}\n`;
/** @param {Element} element */
export const htmlOf = (element) => new XMLSerializer().serializeToString(element).replace(/ xmlns="[^"]*"/, "");
