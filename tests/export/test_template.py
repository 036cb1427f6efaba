"""The reader's own template: whatever a page says, the file stays whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from nutgraf.errors import BadTemplate
from nutgraf.export.fields import fields
from nutgraf.export.template import FILE_CHARS, with_template
from nutgraf.limits import TEMPLATE_CHARS
from tests.export.titles import HOSTILE, titled
from tests.golden import CASES, reading_of

PAGE = (Path(__file__).parents[2] / "docs" / "template.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
DOCUMENTED = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
READING = reading_of("quotes--cue-places")
FRONT = "---\ntitle: {{ title }}\nby: {{ authors }}\nat: {{ site | yaml }}\n---\n# {{ title }}\n\n{{ dek }}\n"


@pytest.mark.parametrize("case", CASES)
def test_the_documented_example_can_be_followed(case: str) -> None:
    """It holds headline, summary and story of every golden page, and its front matter is YAML."""
    assert EXAMPLE
    text = with_template(reading_of(case), EXAMPLE[1], {"tags": ["a: b", "c"], "note": "[n]"})
    front, _, rest = text.removeprefix("---\n").partition("\n---\n")

    assert yaml.safe_load(front)["tags"] == ["a: b", "c"]
    assert yaml.safe_load(front)["title"] == (reading_of(case).story.headline or "")
    assert rest.startswith("\n# ")
    assert "\n\\[n\\]\n" in rest
    assert "## Story" in rest


def test_the_documented_fields_are_the_fields() -> None:
    """Each field of the table exists, and each that exists is in the table."""
    assert list(fields(READING)) == DOCUMENTED


def test_the_documented_parts_of_fields_exist() -> None:
    """What the table says a sentence, row, fact or quote has can be printed."""
    for name, parts in re.findall(r"^\| `(\w+)` \|.*?: ((?:`\w+`(?:, )?)+)", PAGE, re.MULTILINE):
        for part in re.findall(r"`(\w+)`", parts):
            assert with_template(READING, "{{ %s[0].%s }}" % (name, part)) is not None  # noqa: UP031


@pytest.mark.parametrize("headline", HOSTILE)
def test_no_title_breaks_front_matter_or_body(headline: str) -> None:
    """Front matter gives the words back to a YAML parser; below they are one plain line."""
    text = with_template(titled(headline), FRONT)
    front, _, rest = text.removeprefix("---\n").partition("\n---\n")
    found = yaml.safe_load(front)

    assert found["title"] == fields(titled(headline))["title"]
    assert (found["by"], found["at"]) == ([headline], headline)
    assert len(rest.splitlines()) == 3
    assert not re.search(r"(?<!\\)[\[<*`]", rest)


def test_sentences_and_facts_carry_their_links() -> None:
    """`linked` sets an arrow behind the words, and nothing where there is no address."""
    line = "{% for s in summary %}{{ s | linked }}\n{% endfor %}{{ people | linked }}"
    linked = with_template(READING, line)

    assert linked.count("[↗](<https://fellsideherald.example/") == 3 + len(READING.facts.people)
    assert "↗" not in with_template(reading_of("text--pasted"), line)


def test_the_readers_own_tags_and_note_are_given() -> None:
    """They are there when the library has them, and empty when it does not."""
    assert with_template(READING, "{{ tags }}|{{ note }}", {"tags": ["x", "y"], "note": "*n*"}) == "x, y|\\*n\\*"  # fmt: skip
    assert with_template(READING, "{{ tags }}|{{ note }}") == "|"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ headline }}", "Line 1 .*'headline' is undefined"),
        ("a\n\n{{ title", "Line 3 .*"),
        ("---\na: 1\n---\n\n{% for %}", "Line 5 .*"),
        ("---\ntitle: \"{{ title }}\"\n---\n", "Line 2 .*quote marks.*alone"),
        ("{{ summary[99].text }}", "Line 1 .*no element 99"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ title | nosuch }}", "No filter named 'nosuch'"),
        ("{% include '/etc/passwd' %}", "no loader"),
        ("{{ title.__class__.__mro__ }}", "unsafe"),
        ("{{ authors.append('x') }}", "unsafe"),
        ("{{ with_template }}", "undefined"),
        ("{{ lipsum() }}", "undefined"),
        ("{{ authors | random }}", "No filter named 'random'"),
        ("{{ 'x' * 9 }}", "for numbers"),
        ("{{ 9 ** 9 }}", "no powers"),
        ("{{ 'x'.ljust(999999999) }}", "unsafe"),
        ("{% for n in range(999999999) %}{% endfor %}", "Range too big"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ("{{" + "(" * 9_000 + "1" + ")" * 9_000 + "}}", "recursion|too many nested|too much"),
        ("x" * (TEMPLATE_CHARS + 1), "at most 20,000"),
        ("{% for n in range(90000) %}{{ story }}{% endfor %}", f"over {FILE_CHARS:,}"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_followed_is_told(template: str, told: str) -> None:
    """The error is a sentence with the line, and never Jinja's own."""
    with pytest.raises(BadTemplate, match=told):
        with_template(READING, template)


def test_a_template_with_windows_line_ends_is_the_same_template() -> None:
    """Front matter is found however its lines end."""
    assert with_template(READING, FRONT.replace("\n", "\r\n")) == with_template(READING, FRONT)
