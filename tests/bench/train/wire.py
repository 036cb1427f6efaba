"""Made-up wire copy in which names stand as news agencies set them: our own text, our own labels.

Annotated prose has few results, tables, datelines and lines in capitals. Lines are drawn from the
patterns below with a fixed seed and filled with names from the public lists of `gazetteers`. In a
pattern `{team}` is an organisation, be it named like a city; `{city}`, `{land}` are places;
`{man}`, `{last}` people; `{firm}`, `{body}` organisations; `{n}`, `{date}`, `{day}` are no names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from nutgraf.facts.names.peoples import PEOPLES
from nutgraf.model import FactKind, Span
from tests.bench.train.gazetteers import COMMON_SURNAMES, census, given_names, large_cities, regions
from tests.bench.train.marked import Marked

SEED = 20261123
KINDS: Mapping[str, FactKind] = {
    "team": "organisation", "firm": "organisation", "body": "organisation", "desk": "organisation",
    "city": "place", "land": "place", "man": "person", "last": "person", "init": "person",
    "east": "person", "arab": "person", "dutch": "person", "initials": "person", "given": "person",
    "agency": "organisation", "short": "organisation",
}  # fmt: skip
SCORES = (
    "{team} {n} {team} {n}", "{team} {n}, {team} {n}", "{team} {n} - {team} {n}", "{team} v {team}",
    "{team} vs {team}", "{team} {n} ({last} {n}, {n} pen) {team} {n} ({last} {n})", "{team} at {team}",
    "{team} {n} ({last} {n}th minute) {team} {n}. Attendance: {n},{n}00", "{TEAM} AT {TEAM}",
    "{team} {n} {n} {n} {n} {n} {n} {n}", "{n}. {team} {n} {n} {n} {n}", "{TEAM} {n} {n} .{n} {n}",
    "{team} beat {team} {n}-{n} on {day}.", "{team} lost {n}-{n} at home to {team}.",
    "{team} drew {n}-{n} with {team} in {city}.", "{last} scored twice for {team}.",
    "{team}, who sold {last} to {team} for {n} million, won {n}-{n}.", "Halftime: {team} {n} {team} {n}",
    "Standings (tabulate under games played, won, points): {team} {n} {n} {n}, {team} {n} {n} {n}", "{team} coach {man} said {last} would play against {team}.", "Scorers: {team} - {man} ({n}), {last} ({n})",
    "{team} took the lead when {man} headed in a cross from {last}.", "At {city}: {team} {n} and {n}, {team} {n}",
    "{team} signed {man} from {team} on {day}.", "{man} ({team}) {n}", "in {city}: {team} {n}-{n} {team}",
)  # fmt: skip
RACES = (
    "{n}. {man} ({land}) {n}:{n}.{n}", "{n} {man} ({land}) {n}", "{man} ({land}) beat {man} ({land}) {n}-{n} {n}-{n}",
    "{n} - {man} ({land}) bt {man} ({land}) {n}-{n}, {n}-{n}", "{n}. {man} ({land}) {team} {n} minutes {n} seconds",
    "{land} beat {land} {n}-{n} in {city} on {day}.", "{n}. {land} {n} points", "- {man} ({land}) through {n}",
    "{last} c {last} b {last} {n}", "{init} not out {n}", "{init} run out {n}", "{init} b {last} {n}",
    "Bowling: {last} {n}-{n}-{n}-{n}, {last} {n}-{n}-{n}-{n}", "{man} of {land} won the {n}00 metres from {man} of {land}.",
    "{team}: {man}, {man}, {last}, {man} (captain)", "{land}: {n}-{man}; {n}-{man}, {n}-{man}",
)  # fmt: skip
HEADS = (
    "FOOTBALL - {TEAM} BEAT {TEAM} TO GO TOP.", "{LAND} SAYS IT WILL NOT TALK TO {LAND}.",
    "TENNIS - {LAST} THROUGH TO SECOND ROUND IN {CITY}.", "{FIRM} PROFIT RISES, SHARES UP.",
    "{LAND} leader {last} arrives in {CITY}.", "CRICKET - {LAST} TAKES SIX AS {LAND} LOSE.",
    "{MAN} TO MEET {LAST} IN {CITY} ON {DAY}.", "{LAST} Says He Will Leave {FIRM}",
    "Fire Kills Three In {city}, {land}", "{city} Mayor {last} Defends Budget Cuts", "{BODY} WARNS {LAND} OVER RIGHTS.",
    "SOCCER - {LEAGUE} RESULTS.", "{LAND} {n} {LAND} {n} AFTER EXTRA TIME.", "{LAST} LEADS IN {CITY} AFTER FIRST DAY.",
)  # fmt: skip
DATELINES = (
    "{CITY} {date}", "{CITY}, {land} {date}", "{CITY}, {day} - {body} said on {day} it had met officials from {land}.",
    "{CITY} (Reuters) - {man} said on {day} that {land} would sign.", "{CITY}: Police in {city} held {man}, {n}, on {day}.",
    "{CITY}, {land} - {man} arrived from {city} on {day}.", "{city} - The mayor of {city}, {man}, resigned on {day}.",
    "{CITY} — {firm} said it would close its plant in {city}.", "{man} {CITY} {date}", "-- {desk} +{n} {n} {n}",
    "-- {man}, {desk}, {n} {n}", "{firm} <{n}> said net profit was {n} million.", "{FIRM} SAYS NET {n} MILLION",
)  # fmt: skip
PROSE = (
    "{body} spokesman {man} told reporters in {city} that {land} had agreed.", "{land}'s {body} fined {firm} {n} million.",
    "Mr {last} joined {firm} from {firm} in {n}.", "{man}, chief executive of {firm}, said {last} had left.",
    "Shares in {firm} fell {n} percent in {city}.", "{firm}, based in {city}, makes parts for {firm}.",
    "Prime Minister {man} flew to {city} to meet President {man}.", "{man}, {n}, of {city}, was fined.",
    "{man} of the {body} said: \"We are ready.\"", "The {body} in {city} rejected the claim by {firm}.",
    "{last} told {firm} that the {body} would appeal.", "A court in {city}, {land}, jailed {man} for {n} years.",
    "According to the {body}, {n} people were hurt near {city}.", "{man}, a lawyer for {firm}, declined to comment.",
    "{firm} analyst {man} said {firm} was cheap.", "Foreign Minister {man} of {land} met {last} in {city}.",
)  # fmt: skip
OFFICES = (
    "Mr {last} said the {people} government would wait.", "President {last} of {land} met Dr {last}.",
    "Justice Minister {east} told {agency} that {last} had resigned.", "Sheikh {arab} received {arab} in {city}.",
    "{east} defeated {east} in the final.", "{agency} quoted {east} as saying the talks in {city} had failed.",
    "Under the Clean Rivers Act, {firm} must pay.", "The {people} army and {people} troops left {city}.",
    "{arab}, the {people} foreign minister, flew to {city}.", "{dutch} of {firm} said it was too early.",
    "{initials} won the seat of {city} for the {body}.", "{last} won the U.S. Open in {n}.", "the UEFA Cup final in {city}",
    "The {people} Embassy in {city} declined to comment.", "{agency} reported earlier that {n} {people} soldiers died.",
    "Inspector {last} of the {body} said {man} was charged.", "{city}-based {firm} named {east} as director.",
    "{man} ({body})", "WESTERN DIVISION", "{body} Director {man} thanked {body} Secretary {east}.", "{body} ({short}) chairman {man}",
    "{land}-led talks in {city} ended without {last}.", "Queen {given} and Prince {given} visited {land}.",
    "{man}'s lawyer, {dutch}, said {last} would appeal.", "Prof {last} and {initials} wrote it for the {body}.",
    "The World Cup and the Olympic Games come to {land}.", "He said {given} was at home in {city}, {land}.",
)  # fmt: skip
CLUBS = ("{} United", "{} City", "{} Town", "FC {}", "Real {}", "{} Rovers", "Sporting {}", "AC {}", "{} Tigers",
         "{} Wanderers", "Dynamo {}", "{} Bulls", "{} Athletic", "{}", "{}", "{}", "{}", "{}", "{}")  # fmt: skip
FIRMS = ("{0} Inc.", "{0} Corp.", "{0} Ltd", "{0} & {1}", "{0} Group", "{0} Holdings", "{0} Bank", "Bank of {2}", "{0} Motors",
         "{2} Airlines", "{0}", "{0} Energy", "{2} Times", "{0} Capital Partners", "{0}-{1}", "{0} plc", "{0} AG", "{2} Telecom")  # fmt: skip
BODIES = ("Ministry of Justice", "Ministry of Health", "Department of Energy", "Central Bank of {}", "University of {}",
          "{} University", "{} City Council", "{} Police", "High Court", "European Commission", "Senate", "Green Party",
          "Supreme Court", "{} Stock Exchange", "Workers' Union of {}", "National Farmers Association", "{} Chamber of Commerce",
          "United Nations", "Red Cross", "People's Front of {}", "Foreign Ministry", "{} Water Board")  # fmt: skip
EAST = "Moon Jae In Kim Park Lee Ji Hoon Min Seo Yoon Suk Wang Mei Yu Chen Li Wei Xiao Ping Hui Tsai Wen Lam Kwok Cheuk Hei Chun Doo Zhang Jun Ying Han Dong Tan Nguyen Thi Anh".split()
ARAB = "Faisal Abdulaziz Rashid Ahmad Mohammed Salman Hamad Khalid Nasser Jaber Thani Sabah Maktoum Hassan Hussein Karim Omar Yusuf Ibrahim Tamim Saud Mansour Kabir Zaidi Haidar Qasim Masri".split()
PARTICLES = ("de", "van der", "von", "de la", "da", "dos", "di", "van", "del")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DOCUMENTS = 400
KNOWN = 0.6
_SLOT = re.compile(r"\{(\w+)\}")


def made_up(seed: int = SEED) -> Iterator[Marked]:
    """Short documents: a headline, a dateline, a dozen lines of one kind with the same few names."""
    draw = random.Random(seed)
    lists = _Lists(draw)
    for number in range(DOCUMENTS):
        kind = (SCORES, RACES, PROSE, OFFICES, (*PROSE, *OFFICES))[number % 5]
        lists.renew()
        patterns = [draw.choice(HEADS), draw.choice(DATELINES)]
        patterns += [draw.choice(kind) for _ in range(12)]
        yield _filled(patterns, lists)


def _filled(patterns: Sequence[str], lists: _Lists) -> Marked:
    text = ""
    names: list[tuple[FactKind, Span]] = []
    for pattern in patterns:
        text += "\n" * bool(text)
        for place, piece in enumerate(_SLOT.split(pattern)):
            words = lists.fill(piece) if place % 2 else piece
            if place % 2 and piece.lower() in KINDS:
                names.append((KINDS[piece.lower()], Span(len(text), len(text) + len(words))))
            text += words
    return Marked(text, tuple(names))


class _Lists:
    """Names to draw from; a document uses a few of them again and again."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._given = [name.title() for name in given_names()]
        self._last = [name.title() for name in census("dist.all.last")[: 6 * COMMON_SURNAMES]]
        self._city, self._known, self._land = large_cities(), large_cities(1_000_000), regions()
        self._used: dict[str, list[str]] = {}

    def renew(self) -> None:
        """Draw the names of the next document."""
        draw = self._draw
        cities = [
            draw.choice(self._known if draw.random() < KNOWN else self._city) for _ in range(16)
        ]
        people = [(draw.choice(self._given), draw.choice(self._last)) for _ in range(8)]
        lasts = [last for _, last in people]
        self._used = {
            "city": cities[:4],
            "land": draw.sample(self._land, 6),
            "team": [draw.choice(CLUBS).format(city) for city in cities[4:]],
            "man": [f"{first} {last}" for first, last in people],
            "init": [f"{first[0]}. {last}" for first, last in people],
            "last": lasts,
            "firm": [
                draw.choice(FIRMS).format(*draw.sample(self._last, 2), draw.choice(cities))
                for _ in range(4)
            ],
            "body": [draw.choice(BODIES).format(draw.choice(cities)) for _ in range(4)],
            "desk": [f"{cities[0]} Newsroom", f"{cities[1]} bureau", "Reuters"],
            "league": ["FIRST DIVISION", "LEAGUE CUP", "NATIONAL LEAGUE"],
            "day": DAYS,
            "given": [first for first, _ in people[:2]],
            "agency": [
                "Xinhua",
                "Tass",
                "AFP",
                "Bernama",
                "Reuters",
                "Anatolia",
                "the BBC",
                "Kyodo",
            ],
            "people": [name.capitalize() for name in draw.sample(sorted(PEOPLES), 4)],
            "short": ["".join(draw.choice("ABCDEFGILMNOPRSTU") for _ in range(draw.randint(2, 5)))],
        } | self._foreign()

    def _foreign(self) -> dict[str, list[str]]:
        """People's names as other languages form them, of drawn syllables and surnames."""
        draw, last = self._draw, lambda: self._draw.choice(self._last)
        east = [
            f"{draw.choice(EAST)} {draw.choice(EAST)}-{draw.choice(EAST).lower()}" for _ in range(2)
        ]
        east += [
            f"{draw.choice(EAST)} {draw.choice(EAST)}{draw.choice(EAST).lower()}" for _ in range(2)
        ]
        arab = [
            f"{draw.choice(ARAB)} {draw.choice(('bin', 'Al', 'ibn', 'al'))} {draw.choice(ARAB)} {draw.choice(('Al-', 'al-', 'El-'))}{draw.choice(ARAB)}"
            for _ in range(2)
        ]
        arab += [
            f"{draw.choice(ARAB)} {draw.choice(('Al-', 'al-', 'El-', ''))}{draw.choice(ARAB)}"
            for _ in range(2)
        ]
        dutch = [f"{draw.choice(self._given)} {draw.choice(PARTICLES)} {last()}" for _ in range(3)]
        initials = [
            f"{draw.choice('ABDGJKMPRSV')}{point} {draw.choice('ABDGJKMPRSV')}{point} {last()}"
            for point in (".", "")
        ]
        return {"east": east, "arab": arab, "dutch": dutch, "initials": initials}

    def fill(self, slot: str) -> str:
        """Words for a slot; in capitals where the slot is."""
        if slot == "n":
            return str(
                self._draw.randint(0, 9)
                if self._draw.random() < 0.6
                else self._draw.randint(10, 99)
            )  # noqa: PLR2004 - mostly small
        if slot == "date":
            return f"{self._draw.randint(1985, 2026)}-{self._draw.randint(1, 12):02}-{self._draw.randint(1, 28):02}"
        words = self._draw.choice(self._used[slot.lower()])
        return words.upper() if slot.isupper() else words
