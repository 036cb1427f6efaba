"""A code becomes a token once, soon, and for one origin."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from nutgraf.errors import WrongCode
from nutgraf.limits import PAIRING_SECONDS, PAIRING_TRIES
from nutgraf.web.pairing import Pairings
from tests.serving import Server


def test_a_code_is_good_once(tmp_path: Path) -> None:
    """The second caller with the same code gets nothing."""
    pairings = Pairings(tmp_path)
    code = pairings.new_code()

    token = pairings.redeem(code, None)

    assert pairings.knows(token, None)
    with pytest.raises(WrongCode):
        pairings.redeem(code, None)


def test_five_wrong_tries_spend_the_code(tmp_path: Path) -> None:
    """Six digits cannot be guessed in five tries, and there is no sixth."""
    pairings = Pairings(tmp_path)
    code = pairings.new_code()
    wrong = f"{(int(code) + 1) % 10**6:06}"

    for _ in range(PAIRING_TRIES):
        with pytest.raises(WrongCode):
            pairings.redeem(wrong, None)

    with pytest.raises(WrongCode):
        pairings.redeem(code, None)


def test_an_old_code_is_worthless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code is good for ten minutes."""
    pairings = Pairings(tmp_path)
    code = pairings.new_code()
    now = __import__("time").time()

    monkeypatch.setattr("nutgraf.web.pairing.time.time", lambda: now + PAIRING_SECONDS + 1)

    with pytest.raises(WrongCode):
        pairings.redeem(code, None)


def test_only_the_owner_can_read_the_pairings_and_no_secret_is_in_them(tmp_path: Path) -> None:
    """Files are 0600 in a folder of 0700 and hold hashes, neither code nor token."""
    home = tmp_path / "home"
    pairings = Pairings(home)
    code = pairings.new_code()
    waiting = (home / "pairing.json").read_text()
    token = pairings.redeem(code, "moz-extension://1")

    files = [file for file in home.iterdir() if file.is_file()]

    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert code not in waiting
    assert not any(token in file.read_text() for file in files)


def test_a_damaged_file_pairs_nobody(tmp_path: Path) -> None:
    """Broken JSON in the folder is no token and no code, and no crash."""
    (tmp_path / "tokens.json").write_text("{")
    (tmp_path / "pairing.json").write_text("[]")
    pairings = Pairings(tmp_path)

    assert not pairings.knows("x", None)
    with pytest.raises(WrongCode):
        pairings.redeem("123456", None)


def test_a_program_pairs_over_http_with_the_code_from_the_command(server: Server) -> None:
    """`nutgraf pair` prints a code that the running server takes; a wrong one is told plainly."""
    headers = {"Content-Type": "application/json"}
    code = server.new_code()

    wrong = server.ask("POST", "/api/v1/pairings", json.dumps({"code": "000000"}), headers)
    right = server.ask("POST", "/api/v1/pairings", json.dumps({"code": code}), headers)

    assert wrong.status == 403 or code == "000000"
    assert wrong.json["code"] == "wrong-code"
    assert right.status == 201
    assert len(right.json["token"]) > 40
