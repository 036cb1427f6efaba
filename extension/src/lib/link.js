/** Links to words in a page: text fragments, the same as the server writes into its exports. */

const LONG_QUOTE = 80;
const WORDS = 5;
// White space as the server parts words by it.
const BLANKS = /[\t-\r\x1C-\x20\x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/;
const UNSAFE = /[^\w.\-~/:?#@!$&*+,;=%]+/g;

/**
 * A URL that opens the page at an anchor's words (`#:~:text=`), "" without a web address. Long quotes
 * give their first and last words: a text fragment matches a range.
 * @param {{exact: string}} anchor
 * @param {string | null} url
 */
export function linkTo({ exact }, url) {
  if (!url || !/^https?:\/\//.test(url) || !exact) return "";
  const [page = ""] = url.split("#", 1);
  return `${page.replace(UNSAFE, encoded)}#:~:text=${directive(exact)}`;
}

/** @param {string} exact */
function directive(exact) {
  const words = exact.split(BLANKS).filter(Boolean);
  if ([...exact].length <= LONG_QUOTE || words.length < 2 * WORDS + 2) return encoded(exact);
  return `${encoded(words.slice(0, WORDS).join(" "))},${encoded(words.slice(-WORDS).join(" "))}`;
}

/** In a text directive `-`, `,` and `&` have a meaning of their own. @param {string} words */
function encoded(words) {
  const whole = words.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
  return encodeURIComponent(whole).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
