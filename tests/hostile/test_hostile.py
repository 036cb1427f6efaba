"""Pages and callers that mean harm: the server lives, answers soon, and loses no words unsaid."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

import nutgraf
from nutgraf.export import exporter
from nutgraf.model import Reading
from tests.golden import PAGES
from tests.laws import broken_laws
from tests.serving import Server, command, free_port, serving

GOOD = PAGES / "quotes--cue-places" / "page.html"
MARK = "MARKERZEBRA"
PROSE = (
    "<p>The council of the old town agreed on a new plan for the river bridge after a long debate "
    "on Tuesday evening.</p>"
)
TAIL = (
    f"<p>This {MARK} sentence stands after the hostile part and it is long enough to be counted "
    "as prose by all.</p>"
)
PLAIN = f"This {MARK} sentence stands after the hostile part and is long enough to count."
CPU_SECONDS = 4.0
CPU_SECONDS_A_MEGABYTE = 4.0
ANSWER_SECONDS = 8.0
POST = "/api/v1/readings?save=false"
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}


def article(inside: str, tail: str = TAIL) -> str:
    """A story with something hostile before its last paragraph."""
    return f"<html><body><article><h1>A headline of some words</h1>{PROSE * 4}{inside}{tail}</article></body></html>"


def p(text: str) -> str:
    """One paragraph."""
    return f"<p>{text}</p>"


def json_ld(form: str) -> str:
    """A script of structured data."""
    return f'<script type="application/ld+json">{form}</script>'


def holds(reading: Reading, words: str = MARK) -> bool:
    """Whether words are in the story, in a label, among the removed or past their limit."""
    return (
        words in reading.story.text
        or any(words in block.anchor.exact for block in reading.story.blocks)
        or any(words in one.preview or one.step == "limit" for one in reading.removed)
    )


def is_partial(reading: Reading) -> bool:
    """Whether the reader is told that text may be missing."""
    return any(notice.code == "partial" for notice in reading.notices)


class TooSlow(BaseException):
    """The processor time given to one reading is used up; no stage may catch it."""


@contextlib.contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Fail a block that uses more than that much processor time."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"over {seconds} s of processor time")

    before, late = signal.signal(signal.SIGPROF, stop), False
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except TooSlow:
        late = True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if late:
        raise AssertionError(f"over {seconds} s of processor time") from None


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Load the engines before any clock runs."""
    nutgraf.read(article(""))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A paired server of this room's own."""
    with serving(tmp_path_factory.mktemp("home")) as running:
        running.post_page(article(""))
        yield running


def bug(reason: str, *values: object) -> object:
    """A case that once broke: what was wrong is its name."""
    return pytest.param(*values, id=reason[:60])


def open_bug(reason: str, *values: object) -> object:
    """A case that still breaks."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


NESTED = "div ul table b svg template select span blockquote article section font a".split()


@pytest.mark.parametrize("depth", [200, 600, 100_000])
@pytest.mark.parametrize("tag", NESTED)
def test_depth_is_read_or_told(tag: str, depth: int) -> None:
    """However deep a page nests, the text after it is there, or a notice says that some is not."""
    shut = f"</{tag}>" * depth if depth < 2_000 else ""
    reading = nutgraf.read(article(f"<{tag}>" * depth + "deep " + shut))

    assert holds(reading) or is_partial(reading)


LOSSES = {
    "abrupt comment": "<!--> ",
    "bracketed": "<![CDATA[ x ]]>",
    "doctype inside": "<!doctype x [ ",
    "instruction": "<?php ",
    "font bomb": "".join(f"<font size={i}><p>" for i in range(4_000)),
    "entities": "&#0;&#1;&#xD800;&#x110000;&#9999999999;&amp;amp;&nosuch;",
    "annotation": "<math><annotation-xml encoding=text/html><p>x</p></annotation-xml></math>",
    "html5lib tests10": "<math><annotation-xml><svg><foreignObject><math><mi><svg></svg></mi><mo></mo></math><span></span></foreignObject><path></path></svg></annotation-xml></math>",
} | {
    f"unclosed {tag}": f"<{tag}>"
    for tag in "select textarea option button title xmp plaintext listing marquee ruby frameset form label a table tr td ul details dialog map slot progress menu".split()
}


@pytest.mark.parametrize("inside", LOSSES.values(), ids=LOSSES)
def test_odd_markup_loses_nothing_unsaid(inside: str) -> None:
    """Text after odd markup is in the story, among the removed, or announced as missing."""
    reading = nutgraf.read(article(inside))

    assert holds(reading) or is_partial(reading)
    assert not broken_laws(reading)


UNCLOSED = "svg math video audio canvas datalist object noscript template applet noframes rt rp script style embed".split()


@pytest.mark.parametrize(
    "html",
    [
        *(bug(f"an unclosed <{tag}> swallows the rest of the page", article(f"<{tag}>")) for tag in UNCLOSED),
        bug("the words of a MathML or SVG figure are listed nowhere", article(f"<svg><text>{MARK}</text></svg>", "")),
        bug("fallback content is listed nowhere", article(f"<object>{TAIL}</object>", "")),
        bug("an open comment swallows the rest", article("<!-- open")),
        open_bug("an open attribute swallows the rest, as it does in a browser, without a notice", article('<p title="open ')),
        bug("text after </html> is dropped by the parser", article("", "") + TAIL),
        bug("_few_attributes rewrites inside comments and opens them", article("<!-- <p " + "word " * 1_200 + "-->")),
        bug("_only_text looks at the text before <pre>, not after it", f"<body><pre>one two\nthree</pre>{MARK}</body>"),
        bug("_only_text forgets the parser's notices", f"<body><pre>one two {'<b>' * 3_000}{MARK}</pre></body>"),
        bug("_only_text forgets the hidden removals", f"<body><pre>one two <span hidden>{MARK}</span></pre></body>"),
        bug("a data table's caption is not in its text", article(f"<table><caption>{MARK}</caption><tr><td>1</td><td>2</td></tr><tr><td>1</td><td>2</td></tr></table>", "")),
        bug("a data table's loose text is not in its text", article(f"<table><tr><td>1</td><td>2</td></tr><tr><div>{MARK}</div><td>1</td></tr></table>", "")),
    ],
)  # fmt: skip
def test_no_words_vanish_unsaid(html: str) -> None:
    """Every word of a page is in the story, among the removed, or announced as missing."""
    reading = nutgraf.read(html)

    assert holds(reading) or is_partial(reading)


@pytest.mark.parametrize(
    "html",
    [
        article(json_ld('{"@type":"NewsArticle","author":' + "[" * 900 + '"x"' + "]" * 900 + "}")),
        article(json_ld('{"a":' + "[" * 100_000)),
        article(json_ld('{"@type":"NewsArticle","n":' + "1" * 60_000 + "}")),
        article(json_ld('{"@type":[1,{}],"author":{"name":5},"image":[[]],"publisher":NaN,"datePublished":[]}')),
        article(p("1" * 100_000 + " and " + "9" * 5_000 + "-" + "9" * 5_000)),
        article(p("There were ſix of them and ſeventy-ſix more.")),
        article('<link rel=canonical href="http://[">'),
        article(p("The mayor said “” and she went home to her supper.")),
        bug("a lone surrogate from JSON-LD reaches the digest", article(json_ld('{"@type":"NewsArticle","headline":"\\ud800 bad","author":{"name":"Jane \\udfff Doe"}}'))),
        bug("re.I lets ı stand for i: KeyError in _value", article(p("It opened on 5 Aprıl 2020 in the old town."))),
        bug("re.I lets ſ stand for s: KeyError in _value", article(p("It opened on Thurſday in the old town."))),
        bug("tomorrow after 9999-12-31 overflows", article('<meta property="article:published_time" content="9999-12-31"><p>It opens tomorrow in the town.</p>')),
        bug("an opening mark at the end of the text: IndexError in _mode", article(p("Then the mayor told everybody and said: “"), "")),
        bug("a line of 2,000 characters is cut beside a line break", article(p("x<br>" * 2_000))),
    ],
)  # fmt: skip
def test_hostile_words_break_no_law(html: str) -> None:
    """Whatever a page says, it is read without an error, and every law of a reading holds."""
    reading = nutgraf.read(html, "https://news.example/a")

    assert not broken_laws(reading)
    assert reading.to_json().encode()


CODECS = "unicode_escape raw_unicode_escape utf-7 hex rot13 undefined utf_16 cp037 hz iso2022_jp mbcs base64 shift_jis charmap ascii utf-32 zip".split()


@pytest.mark.filterwarnings("ignore:invalid escape sequence:DeprecationWarning")
@pytest.mark.parametrize("charset", [*CODECS, bug("idna knows no error handler 'replace'", "idna"), bug("punycode raises despite 'replace'", "punycode")])  # fmt: skip
def test_a_lying_charset_is_survived(charset: str) -> None:
    """A page that names a charset of Python's own, or a wrong one, is still read."""
    page = f'<meta charset="{charset}">'.encode() + article(p("caf\xe9 \\N \\x4 ")).encode(
        "latin-1"
    )

    assert nutgraf.read(page).story.text


def test_utf_16_utf_32_nul_and_bidi_are_read() -> None:
    """Byte order marks decide; NULs, surrogates and controls are no part of a text."""
    html = article(p("a\x00b\u202ec\ud800d"))
    for source in (html, html.encode("utf-8", "surrogatepass"), article("").encode("utf-16"), b"\xff\xfe" + article("").encode("utf-32-le")):  # fmt: skip
        reading = nutgraf.read(source)
        assert MARK in reading.story.text
        assert not set("\x00\u202e\ud800") & set(reading.to_json())


FAST = {
    "attributes": f"<p {' '.join(f'a{i}=1' for i in range(100_000))}>x</p>",
    "same attributes": "<p " + "a=1 " * 100_000 + ">x</p>",
    "big word": p("w" * 500_000),
    "escaped quotes": json_ld('{"@type":"NewsArticle","name":"' + '\\"' * 30_000),
    "60k lines": json_ld('{"a":"' + "\n" * 60_000 + '"}'),
    "10k meta": "".join(f'<meta name="m{i}" content="c{i}">' for i in range(10_000)),
    "8k authors": "".join(f'<span rel=author class="author">Jane Doe{i}</span>' for i in range(8_000)),
    "8k licences": "".join(f'<a rel="license" href="http://l/{i}">l{i}</a>' for i in range(8_000)),
    "abbreviations": p("U.S. " * 10_000),
    "marks": p("!? " * 10_000),
    "open quotes": p("“a " * 20_000),
    "straight quotes": p('" "a' * 10_000),
    "20k capitals": p(" ".join(f"Name{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(17_000))),
    "1k numbers": p(" and ".join(map(str, range(1_000)))),
    "wide": p("中" * 20_000),
    "hidden deep": '<div style="display:none">' * 1_400 + "x" + "</div>" * 1_400,
}  # fmt: skip
SLOW = {
    "_PARAGRAPH_BREAK and _LINE_BREAK start anew at every space": p("a" + " " * 40_000 + "b"),
    "a leading \\W* before .* in clutter's lines": p("!" * 20_000),
    "_split_lines searches the whole piece at every line break": p("A line of a poem that goes on and on,<br>" * 6_000),
    "_one_sentence searches a head that grows": p("!? " * 100_000),
    "one block is split whole before the limit of sentences": p("A fine day it was in town. " * 40_000),
    "_closing runs to the block's end for every ‘": p("‘a " * 8_000),
    "_mode copies all the text before each quote; _closing": p("“" * 60_000),
    "_antecedent is cubic in quotes and people": "".join(p(f"“Yes it is so number {i},” he said. Bob Smith left for the town.") for i in range(500)),
    "_mention looks through all people for every quote": p("“Yes it is so,” said Bob. " * 8_000),
    "_title_length lists the whole run at every step (Mr)": p("Mr " * 8_000),
    "_trimmed copies the run at every step (Monday)": p("Monday " * 8_000),
    "numbers: every number against every other of its block": p(" and ".join(map(str, range(16_000)))),
    "times: every date against every date of the story": p(" and ".join(f"{i % 28 + 1} May {1900 + i % 100}" for i in range(5_000))),
    "_holds_most takes all text for every styled element": '<p style="display:none">x</p>' * 15_000,
    "_is_data walks the whole of every nested table": "<table>" * 1_900 + "x" + "</table>" * 1_900,
    "flags of all ancestors for every block": '<div class="share nav ad promo">' * 1_000 + "<p>x</p>" * 15_000,
    "_likeness splits og:title again for every h1": f'<meta property="og:title" content="{"word " * 50_000}">' + "<h1>word a b</h1>" * 1_000,
    "_PARTS starts anew at every space of a byline": f'<meta name="author" content="A{" " * 30_000}B">',
    "_cosines visits every posting of every pick": p(". ".join(" ".join(f"w{(i * 7 + j) % 400}" for j in range(330)) for i in range(1_000)) + "."),
}  # fmt: skip


@pytest.mark.parametrize("inside", [*(pytest.param(case, id=name) for name, case in FAST.items()), *(pytest.param(case, id=name[:24], marks=()) for name, case in SLOW.items())])  # fmt: skip
def test_no_page_costs_more_than_its_length(inside: str) -> None:
    """A page costs at most some seconds of the processor and so many a megabyte, whatever it says:
    never the square of its length."""
    html = article(inside)
    with cpu_limit(CPU_SECONDS + CPU_SECONDS_A_MEGABYTE * len(html) / 1e6):
        reading = nutgraf.read(html)

    assert holds(reading) or is_partial(reading)


PASTED = ["A.", "A, ", "A (", "By ", "- ", "editing, ", "\n", "\n ", "x\n", "#ab ", "a.b. ", "in the ", "because ", "x-y ", "1:1 "]  # fmt: skip


@pytest.mark.parametrize("unit", [*PASTED, bug("the dateline pattern backtracks with the power of 5", "A-")])  # fmt: skip
def test_no_pasted_text_costs_more_than_its_length(unit: str) -> None:
    """A pasted text of repeated pieces costs at most a second, and its last line is there."""
    text = f"{PROSE[3:-4]}\n\n{unit * 8_000}\n\n{PLAIN}"
    with cpu_limit(CPU_SECONDS):
        reading = nutgraf.read_text(text)

    assert holds(reading)


def test_a_canonical_address_cannot_write_markdown() -> None:
    """The page's own address stays inside the angle brackets of its links."""
    html = '<link rel=canonical href="https://x/&gt; [press](javascript:alert(1)) <!--">' + article(
        ""
    )
    assert (
        "> [press](javascript:"
        not in exporter("md").write(nutgraf.read(html)).partition("\n---\n")[2]
    )


DEADLY = {
    "100k paragraphs": "<p>x</p>" * 100_000,
    "5 MB of words": p("w " * 2_400_000),
}  # fmt: skip


@pytest.mark.parametrize("inside", DEADLY.values(), ids=DEADLY)
def test_the_server_answers_soon_and_stays_awake(server: Server, inside: str) -> None:
    """A page that takes all it can is answered within eight seconds, not by a 5xx; /health goes on
    meanwhile, and a child's memory is bounded."""
    got: list[tuple[int, float]] = []
    start = time.monotonic()
    body = article(inside)
    caller = threading.Thread(target=lambda: got.append((server.post_page(body).status, time.monotonic() - start)))  # fmt: skip
    caller.start()
    slowest = 0.0
    while caller.is_alive():
        asked = time.monotonic()
        assert server.ask("GET", "/health").status == 200
        slowest = max(slowest, time.monotonic() - asked)
        time.sleep(0.1)
    caller.join()

    assert got[0][0] in (200, 422)
    assert got[0][1] <= ANSWER_SECONDS
    assert slowest <= 1.0
    assert server.post_page(article("")).status == 200


BOMB = gzip.compress(b"\0" * (1 << 26), 9)
BODIES = {
    "gzip bomb": (BOMB * 16, HTML | {"Content-Encoding": "gzip"}, {413}),
    "double gzip": (gzip.compress(BOMB), HTML | {"Content-Encoding": "gzip"}, {413, 415}),
    "gzip, gzip": (gzip.compress(BOMB), HTML | {"Content-Encoding": "gzip, gzip"}, {415}),
    "brotli": (b"\x8b\x02\x80abc\x03", HTML | {"Content-Encoding": "br"}, {415}),
    "not gzip": (b"<p>x", HTML | {"Content-Encoding": "gzip"}, {415}),
    "NaN": ('{"html": NaN}', JSON, {400}),
    "100k digits": ('{"html": ' + "1" * 100_000 + "}", JSON, {400}),
    "deep": ("[" * 100_000, JSON, {400}),
    "utf-16": (json.dumps({"html": article("")}).encode("utf-16"), JSON, {200, 400}),
    "nul": ('{"html": "\\u0000<p>x</p>"}', JSON, {200}),
    "form": ("html=x", {"Content-Type": "application/x-www-form-urlencoded"}, {415}),
    "11 MB": (b"x" * 11_000_000, HTML, {413}),
}  # fmt: skip


@pytest.mark.parametrize(("body", "headers", "status"), BODIES.values(), ids=BODIES)
def test_hostile_bodies_are_refused(server: Server, body: bytes | str, headers: dict[str, str], status: set[int]) -> None:  # fmt: skip
    """A body that is no page gets a 4xx that says so, within seconds."""
    start = time.monotonic()
    answer = server.ask("POST", POST, body, headers)

    assert answer.status in status
    assert time.monotonic() - start <= ANSWER_SECONDS


@pytest.mark.parametrize(
    "body",
    [
        bug("no look at unpacker.eof: half a gzip body is read as the whole", gzip.compress(article(p(" ".join(str(i**3) for i in range(500)))).encode())[:-300]),
        bug("unused_data: a second gzip member is dropped", gzip.compress(article("", "").encode()) + gzip.compress(TAIL.encode())),
    ],
)  # fmt: skip
def test_a_packed_page_is_read_whole_or_refused(server: Server, body: bytes) -> None:
    """A gzip body cut short, or in two members, is no page with text missing."""
    answer = server.ask("POST", POST, body, HTML | {"Content-Encoding": "gzip"})

    assert answer.status >= 400 or MARK in answer.body.decode()


def test_a_page_with_a_lone_surrogate_is_read(server: Server) -> None:
    """The extension sends what the DOM holds; half a character costs that character, not the page."""
    body = json.dumps({"html": article(p("half \ud83d here"))})

    assert server.ask("POST", POST, body, JSON).status == 200


def raw(port: int, data: bytes, seconds: float = 20.0) -> bytes:
    """What the server answers to bytes as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line:
        with contextlib.suppress(OSError):
            line.sendall(data)
        with contextlib.suppress(OSError):
            return line.recv(65_536)
    return b""


@pytest.mark.parametrize(
    ("request_", "allowed"),
    [
        (b"GET /health HTTP/1.1\r\nHost: %(own)s\r\nHost: evil.example\r\n\r\n", b"421 400"),
        (b"GET /health HTTP/1.1\r\nHost: evil.example\r\nHost: %(own)s\r\n\r\n", b"421 400"),
        (b"GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421 400"),
        (b"GET /health HTTP/1.0\r\n\r\n", b"421 400"),
        (b"GET /health HTTP/1.1\r\nHost: %(own)s\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", b"431 400"),
        (b"POST /health HTTP/1.1\r\nHost: %(own)s\r\nContent-Length: -4\r\n\r\n", b"400"),
        (b"POST /health HTTP/1.1\r\nHost: %(own)s\r\nContent-Length: 9999999999\r\n\r\n", b"413"),
        (b"POST /health HTTP/1.1\r\nHost: %(own)s\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"400 421 404 401"),
    ],
)  # fmt: skip
def test_malformed_requests_are_refused(server: Server, request_: bytes, allowed: bytes) -> None:
    """A request that is malformed, or meant for another host, gets a 4xx; the server goes on."""
    data = request_.replace(b"%(own)s", b"127.0.0.1:%d" % server.port)
    line = raw(server.port, data).split(b" ", 2)

    assert len(line) < 2 or line[1] in allowed.split()
    assert server.ask("GET", "/health").status == 200


def test_idle_and_slow_callers_do_not_stop_the_server(server: Server) -> None:
    """Three hundred callers that say nothing, or half a body, keep nobody else waiting."""
    half = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 5000\r\n\r\n<p>" % (POST.encode(), server.port)  # fmt: skip
    with contextlib.ExitStack() as lines:
        for number in range(300):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            if number % 2:
                line.sendall(half)
        start = time.monotonic()
        assert server.ask("GET", "/health").status == 200
        assert time.monotonic() - start <= 1.0


@pytest.mark.parametrize("language", ["de", "fr", "ja", "ru", "he", "cs", bug("sumy's Greek stemmer needs a package that is not there", "el"), bug("sumy's Polish stemmer needs a package that is not there", "pl")])  # fmt: skip
def test_every_method_serves_every_language(server: Server, language: str) -> None:
    """A classic method answers in any language, with or without a stemmer for it."""
    made = server.ask("POST", POST, f"<html lang={language}>{article('')}", HTML)
    answer = server.ask("GET", f"/api/v1/readings/{made.json['id']}/summary?method=luhn")

    assert answer.status == 200


def test_a_queue_of_slow_pages_is_answered_in_time(server: Server) -> None:
    """Each of four slow pages at once is answered within eight seconds: read, too slow, or busy."""
    took: list[float] = []
    body = article(p("!" * 60_000))

    def call() -> None:
        start = time.monotonic()
        server.post_page(body)
        took.append(time.monotonic() - start)

    callers = [threading.Thread(target=call) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert max(took) <= ANSWER_SECONDS


def test_health_answers_while_every_thread_waits(tmp_path: Path) -> None:
    """/health is answered at once however many slow pages are waiting."""
    with serving(tmp_path) as own, contextlib.ExitStack() as lines:
        body = article(p("!" * 60_000)).encode()
        head = f"POST {POST} HTTP/1.1\r\nHost: 127.0.0.1:{own.port}\r\nAuthorization: Bearer {own.token}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"  # fmt: skip
        for _ in range(12):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", own.port)))
            line.sendall(head.encode() + body)
        time.sleep(1.5)
        ask = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{own.port}\r\n\r\n".encode()
        assert raw(own.port, ask, 2.0).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("spoilt", ["[]", '{"', "\xff", bug("RecursionError on a deep file", "[" * 5_000), bug("KeyError on a pairing.json without its fields", '{"code": 5}'), bug("KeyError on a pairing.json without its fields", '{"a": 1}'), bug("TypeError on a pairing.json of wrong types", '{"code": 5, "until": "x", "tries": 1}')])  # fmt: skip
def test_a_spoilt_home_refuses_but_lives(tmp_path: Path, spoilt: str) -> None:
    """Spoilt pairing files mean that nobody is paired, never an error of the server's own."""
    from nutgraf.errors import WrongCode
    from nutgraf.web.pairing import Pairings

    pairings = Pairings(tmp_path)
    for name in ("pairing.json", "tokens.json"):
        (tmp_path / name).write_text(spoilt, encoding="latin-1")
    assert not pairings.knows("x", None)
    with pytest.raises(WrongCode):
        pairings.redeem("123456", None)


def test_an_address_that_is_no_utf_8_costs_only_itself(tmp_path: Path) -> None:
    """Half a character in `--url` goes; the page is read."""
    url = os.fsdecode(b"http://a/\xff")
    run = command("read", str(GOOD), "--format", "json", "--url", url, home=tmp_path)

    assert json.loads(run.stdout)["page"]["url"] == "http://a/"


@pytest.mark.parametrize(
    ("words", "home"),
    [
        bug("mkdir's OSError is not caught", ["pair"], "file"),
        bug("mkdir's OSError is not caught", ["serve", "--port", "PORT"], "file/below"),
        (["serve", "--port", "0"], "home"),
        (["serve", "--port", "70000"], "home"),
        (["read", "/"], "home"),
        (["read", os.fsdecode(b"caf\xe9.html")], "home"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_a_sentence(tmp_path: Path, words: list[str], home: str) -> None:
    """No call ends with a stack trace."""
    (tmp_path / "file").touch()
    run = command(*(w.replace("PORT", str(free_port())) for w in words), home=tmp_path / home)

    assert run.returncode in (2, 3, 4, 5, 6, 7)
    assert "Traceback" not in run.stderr


def test_a_closed_standard_input_is_told(tmp_path: Path) -> None:
    """`nutgraf read -` without a standard input says so."""
    run = subprocess.run(["/bin/sh", "-c", f"{sys.executable} -m nutgraf read - <&-"], capture_output=True, text=True, check=False, timeout=30, env=os.environ | {"NUTGRAF_HOME": str(tmp_path)})  # fmt: skip

    assert "Traceback" not in run.stderr


def test_a_second_server_leaves_the_first_ones_code_alone(tmp_path: Path) -> None:
    """A start that fails because the port is taken spends no pairing code."""
    with serving(tmp_path) as first:
        code = first.new_code()
        command("serve", "--port", str(first.port), home=tmp_path)
        answer = first.ask("POST", "/api/v1/pairings", json.dumps({"code": code}), JSON, paired=False)  # fmt: skip

    assert answer.status == 201


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A reading as Nutgraf wrote it."""
    home = tmp_path_factory.mktemp("kept")
    form: dict[str, object] = json.loads(command("read", str(GOOD), "--format", "json", home=home).stdout)  # fmt: skip
    return form


WRONG = "the form's fields are not checked before they are used"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("digest", None), ("digest", [1]), ("version", float("nan")), ("facts", 10**400),
        ("summary.method", "x"), ("summary.budget", {"sentences": -1}), ("summary.budget", {}),
        bug(WRONG, "page", None), bug(WRONG, "page", "x"), bug(WRONG, "summary", []),
        bug(WRONG, "summary", {}), bug(WRONG, "engines", 5), bug(WRONG, "summary.budget", None),
        bug(WRONG, "summary.budget", {"x": 1}), bug(WRONG, "summary.budget", {"sentences": "3"}),
        bug(WRONG, "summary.budget", {"sentences": 1.5}), bug(WRONG, "story", "\ud800"),
        bug(WRONG, "page.url", "\ud800"), bug(WRONG, "summary.budget", {"share": float("nan")}),
        bug(WRONG, "z", json.loads("[" * 600 + "]" * 600)),
    ],
)  # fmt: skip
def test_verify_takes_no_harm_from_a_hostile_reading(kept: dict[str, object], tmp_path: Path, path: str, value: object) -> None:  # fmt: skip
    """`verify` says that a spoilt file is no reading, or not the same one."""
    from click.testing import CliRunner

    from nutgraf.cli import main

    form = json.loads(json.dumps(kept))
    *parents, name = path.split(".")
    (form[parents[0]] if parents else form)[name] = value
    (tmp_path / "r.json").write_text(json.dumps(form))
    run = CliRunner().invoke(main, ["verify", str(tmp_path / "r.json"), str(GOOD)])

    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert run.exit_code in (0, 2, 6)
