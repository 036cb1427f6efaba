"""A link becomes a session once, soon, and leaves no secret behind."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nutgraf.errors import WrongLink
from nutgraf.limits import LINK_SECONDS, SESSION_SECONDS
from nutgraf.web.sessions import Sessions

PORT = 7684


def code_of(link: str) -> str:
    """The secret at a link's end."""
    return link.rpartition("/")[2]


def at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Moves the clock."""
    now = __import__("time").time()
    monkeypatch.setattr("nutgraf.web.sessions.time.time", lambda: now + seconds)


def test_a_link_is_good_once(tmp_path: Path) -> None:
    """The second caller with the same link gets nothing; the first is known from then on."""
    code = code_of(Sessions(tmp_path, PORT).new_link())
    sessions = Sessions(tmp_path, PORT)

    assert sessions.awaits(code)
    token = sessions.redeem(code)

    assert sessions.knows(token)
    assert not sessions.awaits(code)
    with pytest.raises(WrongLink):
        sessions.redeem(code)


def test_many_at_once_spend_a_link_once(tmp_path: Path) -> None:
    """However many press at the same moment, one is let in."""
    code = code_of(Sessions(tmp_path, PORT).new_link())

    def try_it(_: int) -> bool:
        try:
            return bool(Sessions(tmp_path, PORT).redeem(code))
        except WrongLink:
            return False

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(try_it, range(32))) == 1


@pytest.mark.parametrize("seconds", [LINK_SECONDS + 1, -SESSION_SECONDS])
def test_an_old_link_is_worthless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """A link is good for ten minutes, and a clock set back does not lengthen them."""
    sessions = Sessions(tmp_path, PORT)
    code = code_of(sessions.new_link())

    at(monkeypatch, seconds)

    assert not sessions.awaits(code)
    with pytest.raises(WrongLink):
        sessions.redeem(code)


def test_a_session_ends_after_thirty_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session runs for thirty days and no longer."""
    sessions = Sessions(tmp_path, PORT)
    token = sessions.redeem(code_of(sessions.new_link()))

    at(monkeypatch, SESSION_SECONDS - 60)
    still = sessions.knows(token)
    at(monkeypatch, SESSION_SECONDS + 60)

    assert still
    assert not sessions.knows(token)


def test_signing_out_ends_one_session(tmp_path: Path) -> None:
    """Another browser stays signed in."""
    sessions = Sessions(tmp_path, PORT)
    one, two = (sessions.redeem(code_of(sessions.new_link())) for _ in range(2))

    sessions.end(one)
    sessions.end(one)

    assert [sessions.knows(token) for token in (one, two)] == [False, True]


@pytest.mark.parametrize("token", ["", "x", "../../pairing.json", "\ud800", "a" * 10_000])
def test_a_made_up_token_is_nobody(tmp_path: Path, token: str) -> None:
    """Whatever a cookie holds, it is looked for by its hash alone."""
    sessions = Sessions(tmp_path, PORT)
    sessions.new_link()

    assert not sessions.knows(token)
    assert not sessions.awaits(token)
    sessions.end(token)


def test_codes_and_tokens_are_long_and_never_the_same(tmp_path: Path) -> None:
    """A code has 192 bits, a token 256."""
    sessions = Sessions(tmp_path, PORT)
    codes = [code_of(sessions.new_link()) for _ in range(20)]
    tokens = [sessions.redeem(code) for code in codes]

    assert len({*codes, *tokens}) == 40
    assert {len(code) for code in codes} == {32}
    assert {len(token) for token in tokens} == {43}


def test_only_the_owner_can_read_them_and_no_secret_is_in_them(tmp_path: Path) -> None:
    """Files are 0600 in folders of 0700; neither code nor token stands in any name or content."""
    home = tmp_path / "home"
    sessions = Sessions(home, PORT)
    waiting, spent = (code_of(sessions.new_link()) for _ in range(2))
    token = sessions.redeem(spent)
    files = [file for file in home.rglob("*") if file.is_file()]

    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert {stat.S_IMODE(file.parent.stat().st_mode) for file in files} == {0o700}
    for secret in (waiting, spent, token):
        assert not any(secret in file.name or secret in file.read_text() for file in files)


def test_what_has_ended_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old links do not pile up on the disk."""
    sessions = Sessions(tmp_path, PORT)
    for _ in range(3):
        sessions.new_link()
    at(monkeypatch, LINK_SECONDS + 1)

    sessions.new_link()

    assert len(list((tmp_path / "links").iterdir())) == 1


def test_the_cookie_names_its_port(tmp_path: Path) -> None:
    """Browsers send a cookie to every port of a machine: two servers must not mix theirs up."""
    assert Sessions(tmp_path, 7684).cookie != Sessions(tmp_path, 7685).cookie
