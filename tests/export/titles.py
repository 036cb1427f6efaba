"""Titles that try to break out of a file, and readings that bear them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache

import nutgraf
from nutgraf.model import Reading

URL = "https://news.example/wall?a=1&b=2"
HOSTILE = (
    "T\n---\nevil: yes", "- a: b", "'quoted\" #tag", "=HYPERLINK(\"x\")", "<script>alert(1)</script>",
    "[x](javascript:alert(1))", "\u2028line\u2029sep\x85", "null", "🙂 \\ ` * _ | ~", "../../etc/passwd",
    "{{ 7*7 }}", "!!python/object:os.system", "&lt;b&gt; &amp;", "# heading", "1. list", "نص عربي",
    "yes", "~", "2020-01-01", "'", "\"", "%", "\tTab", "nul\x00nul", "lone \ud800 half", "x" * 5_000,
    "---", "...", "%YAML 1.2", "*alias", "&anchor", "? key", "@at", "`tick", "} odd {{ brace {", "100% \\ off_",
    "a -- b --- ''c'' ``d'' ?`", "\u202eright\u202c left", "＝1+1", " \u200b=1+1", "-2+3", "+1;=2", "a;=cmd|' /C calc'!A0",
    "\ufeffmark", "\x7f\x9f\ufffe", "]]>", "<!-- x", "$x^2$ ~ #1 & co", "\\end{document}", "@article{x,", "TY  - BOOK\r\nER  - ",
    "語の見出し「引用」", "שלום: \"עולם\"", "𝔘𝔫𝔦 e\u0301", " ", "and others", "<span class=\"nocase\">x</span>",
)  # fmt: skip


@cache
def titled(headline: str) -> Reading:
    """A reading whose headline, dek, site and author are the words given; its body says them."""
    paragraphs = [
        f"{headline} — this is what the sign said, the mayor told us on Friday.",
        "“We will build it again before the winter,” said Ana Reis.",
    ]
    page = nutgraf.read("<h1>x</h1>" + f"<p>{'word ' * 20}.</p>" * 3, URL).page
    text = nutgraf.read_text("\n\n".join(paragraphs), language="en")
    story = replace(text.story, headline=headline, dek=headline, site=headline, byline=(headline,))
    digest = hashlib.sha256(headline.encode("utf-8", "replace")).hexdigest()
    return replace(text, page=page, story=story, digest=f"sha256:{digest}")
