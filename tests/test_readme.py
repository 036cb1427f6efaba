"""README promises what the project does."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from nutgraf.cli import main
from nutgraf.export import EXPORTERS
from nutgraf.model import Budget
from nutgraf.summary import METHODS, summarize
from tests.golden import reading_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_two_commands_are_there_and_ci_runs_the_second() -> None:
    """One line sets up and starts the server, one sets up and runs the tests, each on its own."""
    lines = README.splitlines()
    start = [line for line in lines if line.endswith(".venv/bin/nutgraf serve")]
    tests = [line for line in lines if line.endswith(".venv/bin/pytest")]

    assert len(start) == len(tests) == 1
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_method_and_format_is_documented() -> None:
    """What the command line and the API offer stands in README."""
    for name in main.commands:
        assert f"`nutgraf {name}" in README
    assert all(f" {method}" in README or f"`{method}" in README for method in METHODS)
    assert all(form in README for form in EXPORTERS)


def test_every_dependency_has_its_reason() -> None:
    """A package that is installed at run time has a row that says why."""
    rows = " ".join(line for line in README.splitlines() if line.startswith("| "))
    for requirement in PROJECT["dependencies"]:
        name = re.split(r"[\[>=<]", requirement)[0]
        assert re.search(rf"\b{re.escape(name)}\b", rows), name


def test_every_permission_of_the_extension_has_its_reason() -> None:
    """A permission without a row in README is not asked for."""
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))

    for permission in manifest["permissions"] + manifest["host_permissions"]:
        assert f"| `{permission}` |" in README


def test_the_worked_example_is_what_the_program_says() -> None:
    """Each row of the example is a sentence of the story, marked by whoever picks it, with our
    reason."""
    story = reading_of("clutter--notification-and-video").story
    news, lexrank = (
        {pick.sentence: pick.reason for pick in summarize(story, Budget(sentences=3), method).picks}
        for method in ("news", "lexrank")
    )
    for index in {*news, *lexrank, 0, 1, 2}:
        cells = (
            str(index + 1), story[story.sentences[index].span], news.get(index, ""),
            "●" * (index < 3), "●" * (index in lexrank),
        )  # fmt: skip
        assert f"| {' | '.join(cells)} |" in README, cells


def test_nothing_is_left_to_fill_in() -> None:
    """No line is a placeholder."""
    assert not re.search(r"^(?:@@|TODO|XXX)", README, re.MULTILINE)


def test_the_pictures_are_there() -> None:
    """Every file README shows or names by a link exists."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_what_is_written_twice_agrees() -> None:
    """The command line names methods and port without loading what defines them."""
    from nutgraf import cli
    from nutgraf.summary.rank import NEWS
    from nutgraf.web import app
    from nutgraf.web.asked import SummaryQuery

    assert cli._METHODS == METHODS
    assert cli._PORT == app.PORT
    assert tuple(sorted(EXPORTERS, key=cli._FORMATS.index)) == cli._FORMATS
    assert SummaryQuery().method == NEWS


def test_versions_agree() -> None:
    """Server, extension and changelog are of one version."""
    from nutgraf import __version__

    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
