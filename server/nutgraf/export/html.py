"""A reading as one self-contained HTML file without script or remote parts."""

from __future__ import annotations

from typing import Final

from nutgraf.export.chapter import chapter
from nutgraf.export.content import direction, title_of
from nutgraf.export.xhtml import xml
from nutgraf.model import Reading

_STYLE: Final = """
:root {
  color-scheme: light dark;
  --paper: #fbf8f2; --raised: #f3eee3; --ink: #1d1b18; --muted: #645d52; --rule: #ddd5c6;
  --strong-rule: #1d1b18; --accent: #8a3512; --lit: #ffe08a; --lit-ink: #1d1b18;
  --serif: "Charter", "Bitstream Charter", "Iowan Old Style", "Source Serif 4", "Noto Serif",
    Georgia, "Times New Roman", serif;
  --sans: "Inter", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191816; --raised: #24221f; --ink: #ebe5da; --muted: #a89f91; --rule: #3a3631;
    --strong-rule: #cfc7b9; --accent: #efa877; --lit: #6d5410; --lit-ink: #fff6dd;
  }
}
*, ::before, ::after { box-sizing: border-box }
html { background: var(--paper); color: var(--ink); scroll-padding-top: 2rem }
body { margin: 0 auto; max-width: 42rem; padding: 3rem 1.25rem 5rem;
  font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word }
h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, blockquote, pre { margin: 0; padding: 0 }
h1 { font-size: 2rem; line-height: 1.15; letter-spacing: -.015em; text-wrap: balance }
.dek { margin-block-start: .6rem; color: var(--muted); font-size: 1.2rem; line-height: 1.4 }
.about, .why, .who, .credit, .note { color: var(--muted); font: .8rem/1.5 var(--sans) }
.about { margin-block-start: .9rem }
.source { overflow-wrap: anywhere }
.about + .source { margin-block-start: .15rem }
section { margin-block-start: 2.25rem }
h2 { margin-block-end: .8rem; padding-block-start: .5rem;
  border-block-start: 2px solid var(--strong-rule); font: 700 .9rem/1.4 var(--sans) }
a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: .2em }
a:hover { text-decoration-color: var(--accent) }
a.page { color: var(--accent); font: .8em var(--sans); text-decoration: none }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
:target { background: var(--lit); color: var(--lit-ink) }
section > ul { list-style: none }
#summary li { padding-block: .65rem; font-size: 1.125rem; line-height: 1.5 }
#summary li:first-child { padding-block-start: 0 }
#summary li + li { border-block-start: 1px solid var(--rule) }
#summary a:not(.page), #facts a:not(.page), #quotes a:not(.page), #told a:not(.page) {
  text-decoration-color: transparent }
#summary a:hover, #facts a:hover, #quotes a:hover, #told a:hover {
  text-decoration-color: var(--accent) }
.why { display: block; margin-block-start: .2rem }
#facts dl > div { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem;
  padding-block: .3rem }
#facts dt { padding-block-start: .2rem; color: var(--muted); font: 600 .8rem/1.5 var(--sans) }
#quotes blockquote, #told li { padding-inline-start: .9rem;
  border-inline-start: 2px solid var(--rule) }
#quotes blockquote + blockquote, #told li + li { margin-block-start: .9rem }
#quotes p:first-child { font-style: italic }
.who { margin-block-start: .2rem }
article > * + * { margin-block-start: .85rem }
article h3, article h4, article h5, article h6 { margin-block-start: 1.6rem;
  font: 700 1.125rem/1.3 var(--serif) }
article ul, article ol { padding-inline-start: 1.4rem }
article li + li, article li > * { margin-block-start: .35rem }
article blockquote { padding-inline-start: 1rem; border-inline-start: 3px solid var(--accent);
  font-style: italic }
article blockquote p + p { margin-block-start: .6rem }
article a { text-decoration-color: var(--muted) }
.image { color: var(--muted); font: .85rem/1.5 var(--sans) }
pre { padding: .7rem .9rem; overflow-x: auto; background: var(--raised); border-radius: 3px;
  font: .82rem/1.5 var(--mono) }
code { font-family: var(--mono); font-size: .9em }
.table { overflow-x: auto }
table { border-collapse: collapse; font: .85rem/1.45 var(--sans);
  font-variant-numeric: tabular-nums }
td { padding: .35rem 1rem .35rem 0; border-block-end: 1px solid var(--rule); text-align: start;
  vertical-align: top }
tr:first-child td { border-block-end-color: var(--ink); font-weight: 600 }
sup, sub { line-height: 0 }
.credit { margin-block-start: 1rem }
@media (max-width: 30rem) {
  h1 { font-size: 1.6rem }
  #facts dl > div { grid-template-columns: 1fr; gap: 0 }
}
@page { margin: 18mm 20mm 20mm }
@media print {
  :root { color-scheme: light; --paper: #fff; --raised: #f4f4f4; --ink: #000; --muted: #555;
    --rule: #ccc; --strong-rule: #000; --accent: #000; --lit: transparent; --lit-ink: #000 }
  body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.45 }
  h1 { font-size: 20pt }
  h1, h2, h3, h4, h5, h6 { break-after: avoid }
  blockquote, #summary li, #facts dl > div, #told li, tr, pre, .image { break-inside: avoid }
  p, li { orphans: 3; widows: 3 }
  pre { white-space: pre-wrap }
  a, article a { text-decoration: none }
  article a.short::after { content: " (" attr(href) ")"; color: var(--muted);
    font: .75em var(--sans); overflow-wrap: anywhere }
}
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(reading: Reading) -> str:
    """Summary, key facts, quotes and story as HTML; every word is escaped text of the page."""
    language = xml(reading.story.language or "")
    lang = f' lang="{language}"' if language else ""
    return "\n".join(
        [
            f'<!doctype html>\n<html{lang} dir="{direction(reading)}">\n<head>',
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{xml(title_of(reading))}</title>\n<style>{_STYLE}</style>\n</head>",
            f"<body>\n{chapter(reading)}\n</body>\n</html>\n",
        ]
    )
