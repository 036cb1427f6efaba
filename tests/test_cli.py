"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

import nutgraf
from nutgraf import errors
from tests.golden import PAGES, expected, expected_body
from tests.serving import command, free_port, serving, wait_until_ready

CASE = "dateline--agency-credits"
PAGE = PAGES / CASE / "page.html"
PASTED = PAGES / "text--pasted" / "page.txt"
FLOORS = json.loads((Path(__file__).parent / "bench" / "floors.json").read_text())


def test_html_and_plain_text_are_told_apart(tmp_path: Path) -> None:
    """`read` takes a page or a pasted text and gives the same kind of reading."""
    page = command("read", str(PAGE), "--format", "json", home=tmp_path)
    text = command("read", str(PASTED), "--format", "json", home=tmp_path)

    assert (page.returncode, text.returncode) == (0, 0)
    assert json.loads(page.stdout)["story"]["text"] == expected_body(CASE)
    assert json.loads(text.stdout)["story"]["text"] == expected_body("text--pasted")


def test_a_page_may_come_through_a_pipe(tmp_path: Path) -> None:
    """`-` is standard input."""
    run = command("read", "-", "--format", "txt", home=tmp_path, stdin=PAGE.read_bytes())

    assert run.returncode == 0
    assert expected(CASE)["headline"] in run.stdout


def test_markdown_is_the_default_and_its_front_matter_parses(tmp_path: Path) -> None:
    """Without a format a reader gets Markdown, with links back when the address is known."""
    url = "https://news.example/grid"
    run = command("read", str(PAGE), "--url", url, home=tmp_path)

    _, front, body = run.stdout.split("---\n", 2)
    assert yaml.safe_load(front)["title"] == expected(CASE)["headline"]
    assert f"<{url}#:~:text=" in body


@pytest.mark.parametrize(
    ("option", "value"), [("--sentences", "1"), ("--words", "45"), ("--method", "lexrank")]
)
def test_length_and_method_are_chosen(tmp_path: Path, option: str, value: str) -> None:
    """The summary is as long as asked, by the method asked for."""
    run = command("read", str(PAGE), "--format", "json", option, value, home=tmp_path)
    summary = json.loads(run.stdout)["summary"]

    assert summary["method"] == (value if option == "--method" else "news")
    assert len(summary["picks"]) == {"--sentences": 1}.get(option, len(summary["picks"]))
    used = sum(summary["words"][pick["sentence"]] for pick in summary["picks"])
    assert option != "--words" or used <= 45


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["read", "no-such-file.html"], errors.UnreadablePage),
        (["read", str(PAGE), "--sentences", "2", "--words", "9"], errors.BadRequest),
        (["read", str(PAGE), "--format", "docx"], errors.BadRequest),
        (["read", str(Path(sys.executable).resolve())], errors.UnreadablePage),
        (["verify", str(PAGE), str(PAGE)], errors.BadRequest),
    ],
)
def test_every_failure_ends_with_a_sentence_and_its_code(
    tmp_path: Path, words: list[str], error: type[errors.NutgrafError]
) -> None:
    """A failed command prints one clear line to stderr, nothing to stdout, and exits by the
    error's kind."""
    run = command(*words, home=tmp_path)

    assert run.returncode == error.exit_code
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


def test_verify_knows_the_same_page_and_another_one(tmp_path: Path) -> None:
    """The same page gives the same digest; a changed page is told apart with what differs."""
    kept = tmp_path / "reading.json"
    made = command("read", str(PAGE), "--format", "json", "--words", "60", home=tmp_path)
    kept.write_text(made.stdout)
    changed = tmp_path / "changed.html"
    changed.write_text(PAGE.read_text().replace("Tuesday", "Monday"))

    same = command("verify", str(kept), str(PAGE), home=tmp_path)
    other = command("verify", str(kept), str(changed), home=tmp_path)

    assert (same.returncode, same.stdout[:9]) == (0, "The same:")
    assert other.returncode == errors.NotTheSame.exit_code
    assert "another one" in other.stderr
    assert "story" in other.stderr


def test_verify_sees_a_reading_that_was_touched(tmp_path: Path) -> None:
    """A word changed in the JSON no longer goes with its digest."""
    kept = tmp_path / "reading.json"
    made = command("read", str(PAGE), "--format", "json", home=tmp_path).stdout
    kept.write_text(made.replace("Portugal will", "Portugal may", 1))

    run = command("verify", str(kept), str(PAGE), home=tmp_path)

    assert run.returncode == errors.NotTheSame.exit_code
    assert "story" in run.stderr


@pytest.mark.parametrize(
    ("part", "value"),
    [("summary", {}), ("page", []), ("engines", []), ("summary", {"budget": {"foo": 1}}),
     ("page", {"kind": "text", "url": 7}), ("digest", None), ("notices", "x")],
)  # fmt: skip
def test_verify_takes_no_file_that_is_no_reading(tmp_path: Path, part: str, value: object) -> None:
    """A file with misshapen parts is refused or found different, never with a stack trace."""
    kept = tmp_path / "reading.json"
    form = json.loads(command("read", str(PAGE), "--format", "json", home=tmp_path).stdout)
    kept.write_text(json.dumps(form | {part: value}))

    run = command("verify", str(kept), str(PAGE), home=tmp_path)

    assert run.returncode in (errors.BadRequest.exit_code, errors.NotTheSame.exit_code)
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("asked", [{"language": "de"}, {"captured_at": "2026-11-22"}])
def test_verify_asks_what_was_asked(tmp_path: Path, asked: dict[str, str]) -> None:
    """A reading made with a language or a date of its own is verified with them."""
    kept = tmp_path / "reading.json"
    kept.write_text(nutgraf.read(PAGE.read_bytes(), **asked).to_json())
    text = tmp_path / "text.json"
    pasted = PASTED.read_text(encoding="utf-8")
    text.write_text(nutgraf.read_text(pasted, headline="Zoo", published="2026-01-02").to_json())

    assert command("verify", str(kept), str(PAGE), home=tmp_path).returncode == 0
    assert command("verify", str(text), str(PASTED), home=tmp_path).returncode == 0


def test_the_output_is_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    """A pipe of another charset changes no byte."""
    run = subprocess.run(
        [sys.executable, "-m", "nutgraf", "read", str(PASTED), "--format", "txt"],
        env=os.environ | {"PYTHONIOENCODING": "latin-1", "NUTGRAF_HOME": str(tmp_path)},
        capture_output=True, check=True,
    )  # fmt: skip

    assert expected_body("text--pasted").split("\n")[0] in run.stdout.decode("utf-8")


def test_help_is_there_at_once(tmp_path: Path) -> None:
    """`nutgraf --help` loads no engine: CPU seconds of the process, best of five."""
    costs = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = command("--help", home=tmp_path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert "serve" in run.stdout
    assert min(costs) <= FLOORS["help_s"]["at_most"]


def test_the_server_is_ready_soon(tmp_path: Path) -> None:
    """From the command to the first answer of /health, best of three."""
    times = []
    for _ in range(3):
        port, start = free_port(), time.monotonic()
        run = subprocess.Popen(
            [sys.executable, "-m", "nutgraf", "serve", "--port", str(port)],
            env=os.environ | {"NUTGRAF_HOME": str(tmp_path)},
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        wait_until_ready(port)
        times.append(time.monotonic() - start)
        run.terminate()
        told = run.communicate(timeout=20)[0]

    assert "Pairing code:" in told
    assert f"Your library: http://127.0.0.1:{port}/sign-in/" in told
    assert min(times) <= FLOORS["ready_s"]["at_most"]


def test_a_taken_port_is_told_plainly(tmp_path: Path) -> None:
    """A second server on the same port says so and exits; the first goes on."""
    with serving(tmp_path) as first:
        run = command("serve", "--port", str(first.port), home=tmp_path)

        assert run.returncode == errors.ServerUnavailable.exit_code
        assert "is taken" in run.stderr
        assert run.stdout == ""
        assert "Traceback" not in run.stderr
        assert first.ask("GET", "/health").status == 200
