# ruff: noqa: E501 - word lists and patterns, one thought a line
"""How times are said: patterns over the letters of words (`lettering`), the longest first.

A group of one letter is what a meaning reads: `y` year, `m` month, `d` and `e` days, `w` weekday,
`c` clock, `n` count, `u` unit, `s` last or next, `q` which of several, `h` "and a half".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from nutgraf.facts.lettering import LETTERS, pattern
from nutgraf.facts.times import dates, periods
from nutgraf.facts.times.said import Meaning, Said, untold

_MACROS: Final = {
    "DOT": "dot|daydot",
    "MONTH": "month|maybe|mon DOT?",
    "DAY": "day|nth",
    "LINE": "hyphen|dash",
    "FIGURE": "num|day|year|decimal",
    "SPELT": "(?:small|article scale|scale)(?:hyphen? small|scale|and small){0,4}",
    "COUNT": "(?:FIGURE frac? scale?|frac|SPELT)(?:and article half|and half)?|FIGURE? halfsign",
    "UNITS": "unit|units|century",
    "LATER": "(?:edge|earlier|later) hyphen?",
    "LEAD": "(?:the? edge hyphen?|the? ends of|(?:earlier|later|sometime) in?)",
    "APPROX": "approx|no? (?:more|less) than|at (?:least|most)|up to|over|under|within",
    "WHICH": "last|past|next|this (?:last|past)?|rel",
    "FULLDAY": "(?:(?:(?P<v>weekday)|wkd DOT?) comma? the?)",
    "CLOCKED": "(?:clock|decimal|day) ampm|hour|noon|(?:day|small|clock) hourmark",
    "FEW": "few|several|article few|article? couple of?",
    "YEARSPELT": "small small (?:hyphen? small)?|small scale",
    "QUARTERED": "(?P<q>first|ordinal|nth) hyphen? quarter",
}  # fmt: skip

_NOT_OLD: Final = "(?! hyphen? old)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of saying a time: its pattern, what it means, how sure it is with a value."""

    name: str
    pattern: re.Pattern[str]
    meaning: Callable[[Said], Meaning | None]
    confidence: float


_RULES: Final[tuple[tuple[str, str, Callable[[Said], Meaning | None], float], ...]] = (
    ("stamp", "iso|cjk", dates.stamp, 0.98),
    ("stamp", "(?P<d>slash)", dates.slashed, 0.9),
    ("stamp", "(?P<d>dotted)", dates.dotted, 0.95),
    # days
    ("days", "(?P<m>MONTH) (?P<d>DAY) (?:LINE|to|through) (?P<e>DAY) (?:comma? (?P<y>year))?(?! percent)",
     dates.days_between, 0.9),
    ("days", "(?P<d>DAY) (?:LINE|to|and) (?P<e>DAY) of? (?P<m>MONTH) (?:comma? of? (?P<y>year))?",
     dates.days_between, 0.9),
    ("day", "(?P<c>CLOCKED|(?<=at|approx|by|from|until)clock) zone? comma? on? FULLDAY? (?P<m>MONTH) (?P<d>DAY) (?:comma? (?P<y>year))?",
     dates.day, 0.95),
    ("day", "FULLDAY? (?P<m>MONTH) (?P<d>DAY) (?:comma? (?P<y>year))? comma? (?:at|approx)? (?P<c>CLOCKED|(?<=at|approx)clock) zone?",
     dates.day, 0.95),
    ("day", "FULLDAY? the? (?P<d>DAY) DOT? of? (?P<m>MONTH) (?:(?:comma|of)? (?P<y>year))?",
     dates.day, 0.95),
    ("day", "FULLDAY? (?P<m>MONTH) (?P<d>DAY) (?:comma? (?P<y>year))?(?! percent|LINE units)",
     dates.day, 0.95),
    # months
    ("month", "LEAD? (?P<m>MONTH) (?:comma|of)? (?P<y>year)(?! units)", dates.month_of_year, 0.95),
    ("month", "LEAD? (?P<m>MONTH) of? (?P<s>WHICH) unit", dates.month_of_year, 0.9),
    ("month", "(?P<m>MONTH) (?P<x>YEARSPELT)", dates.month_of_year, 0.9),
    ("month", "LEAD? (?P<s>WHICH) (?P<m>MONTH)", dates.month, 0.9),
    ("month", "(?P<m>MONTH) (?P<s>lastpost|nextpost)", dates.month, 0.9),
    ("month", "LEAD (?P<m>MONTH)", dates.month, 0.8),
    ("month", "(?P<m>month|mon DOT)", dates.month, 0.8),
    ("month", "(?<=in|since|by|until|during|of|to|through|between|sometime|and)(?P<m>maybe|mon)(?! name)",
     dates.month, 0.8),
    # quarters, halves and seasons of a year
    ("quarter", "LEAD? (?:the|its)? fiscal? QUARTERED of? fiscal? (?P<y>year)", periods.quarter, 0.9),
    ("quarter", "LEAD? (?:the|its)? fiscal? QUARTERED of? (?P<s>WHICH) unit", periods.quarter, 0.8),
    ("quarter", "the? unit hyphen (?:ago|earlier) QUARTERED", periods.quarter_before, 0.7),
    ("quarter", "LEAD? (?:the|its)? fiscal? QUARTERED", periods.quarter, 0.7),
    ("quarter", "the? latest quarter", periods.latest_quarter, 0.7),
    ("quarter", "the? (?P<a>unit hyphen (?:ago|earlier)) quarter", periods.latest_quarter, 0.7),
    ("quarter", "the (?P<y>year) fiscal? QUARTERED", periods.quarter, 0.9),
    ("quarter", "qsign (?P<q>day) (?:comma|of)? (?P<y>year)", periods.quarter, 0.9),
    ("quarter", "qsign (?P<q>day)", periods.quarter, 0.7),
    ("half", "the? (?P<q>first|ordinal) hyphen? half of (?:fiscal? (?P<y>year)|(?P<s>WHICH|the) unit)",
     periods.half_year, 0.85),
    ("season", "LEAD? the? edge? hyphen? (?P<z>season|fall) of? (?P<y>year)", periods.season, 0.9),
    ("season", "LEAD? the? (?P<s>WHICH) (?P<z>season|fall)", periods.season, 0.8),
    ("season", "(?:LEAD|(?<=in|since|until|during|by)) the? edge? (?P<z>season|fall)(?! hyphen)", periods.season, 0.6),
    ("season", "the edge? (?P<z>season)(?! hyphen)", periods.season, 0.6),
    # years and more
    ("years", "(?P<y>year) LINE (?P<z>year|day|num)(?! units|hyphen)", periods.years, 0.9),
    ("years", "(?P<y>yearpair)", periods.years, 0.9),
    ("decade", "(?:the? edge hyphen?|the)? (?P<d>decade)", periods.decade, 0.95),
    ("decade", "(?:the? edge hyphen?|the)? apostrophe (?P<d>tens)", periods.decade, 0.85),
    ("decade", "the (?:edge hyphen?)? (?P<d>tens)", periods.decade, 0.85),
    ("decade", "(?:the? edge hyphen?|the) (?P<d>year) apostrophe other", periods.decade, 0.85),
    ("century", "(?:the|its)? edge? hyphen? (?:(?P<t>small) hyphen)? (?P<q>nth|first|ordinal) hyphen? century",
     periods.century, 0.95),
    ("year", "LEAD? the? fiscal unit? (?P<y>year)", periods.year, 0.9),
    ("year", "LEAD? the unit (?:(?P<y>year)|(?P<x>YEARSPELT))", periods.year, 0.95),
    ("year", "LEAD (?P<y>year)", periods.year, 0.95),
    ("year", "(?<=in|since|by|and) (?P<x>YEARSPELT)", periods.year, 0.8),
    ("year", "(?P<y>year)", periods.bare_year, 0.85),
    # days by the week and the hour
    ("weekday", "(?P<c>CLOCKED|(?<=at|approx|by|from|until)clock) zone? comma? on? (?P<w>weekday|near) part?", dates.weekday_clock, 0.9),
    ("weekday", "(?P<w>weekday|near) comma? (?:at|approx)? (?P<c>CLOCKED|(?<=at|approx)clock) zone?",
     dates.weekday_clock, 0.9),
    ("weekday", "LATER? the? (?P<s>WHICH) (?P<w>weekday) part?", dates.weekday, 0.85),
    ("weekday", "(?P<w>weekday) (?P<s>lastpost|nextpost)", dates.weekday, 0.85),
    ("weekday", "every? weekdays part?|every? weekday parts|every weekday part?", untold, 0.6),
    ("weekday", "(?<!titled)LATER? (?P<w>weekday) part?", dates.weekday, 0.85),
    ("near", "the unit (?P<t>before|after) (?P<w>near)", dates.near, 0.95),
    ("near", "LATER? (?P<w>near) part?", dates.near, 0.95),
    ("part", "LEAD? (?P<s>this|last) part", dates.part, 0.85),
    ("part", "overnight", untold, 0.5),
    ("clock", "(?P<h>day|small) hourmark? in the (?P<p>part)", dates.hour_of_part, 0.8),
    ("clock", "(?P<c>clock) (?P<z>zone)", dates.clock, 0.9),
    ("clock", "(?P<c>CLOCKED|(?<=at|by|until|from|approx)clock) zone?", dates.clock, 0.9),
    # lengths of time, and what they count from
    ("ago", "agopre APPROX? (?P<n>COUNT|article) (?P<u>UNITS)", periods.ago, 0.85),
    ("ago", "APPROX? (?P<n>COUNT|article) (?P<u>UNITS) (?P<h>and article half)? ago", periods.ago, 0.85),
    ("ago", "APPROX? (?:FEW|COUNT to COUNT)? units ago", untold, 0.6),
    ("ago", "APPROX? (?:COUNT|article|FEW|article half hyphen?) UNITS (?:earlier|later)", untold, 0.6),
    ("every", "every (?P<n>COUNT)? (?P<u>UNITS)", periods.recurring, 0.8),
    ("length", f"(?:the|its)? (?:last|past|next|first|rel|latest|recent|ordinal) APPROX? (?P<n>COUNT|article? couple of?) more? (?P<u>units|unit){_NOT_OLD}",
     periods.length, 0.9),
    ("length", "the? (?P<n>past) (?P<u>unit|century)", periods.length, 0.8),
    ("length", f"APPROX? (?P<n>article) (?P<u>unit|century) (?P<h>and article half){_NOT_OLD}", periods.length, 0.9),
    ("length", f"APPROX? (?P<b>half article|article half) hyphen? (?P<u>unit|century){_NOT_OLD}", periods.length, 0.9),
    ("length", f"APPROX? COUNT (?:units? )?(?:to|or|LINE) COUNT hyphen? UNITS{_NOT_OLD}|units or units", untold, 0.6),
    ("length", f"(?:APPROX|the)? (?P<n>COUNT|article couple of?) (?:hyphen|more)? (?P<u>UNITS){_NOT_OLD}(?! article unit)", periods.length, 0.9),
    ("length", f"APPROX (?P<n>article) (?P<u>unit|century){_NOT_OLD}", periods.length, 0.8),
    ("length", f"(?<=for|in|after|long|until) (?P<n>article) (?P<u>unit|century){_NOT_OLD}", periods.length, 0.8),
    ("length", "(?P<n>article) (?P<u>unit|century)(?= long|later|earlier|before|after)", periods.length, 0.8),
    ("vague", "(?:the|its)? (?:last|past|next|first|recent)? FEW UNITS|(?:the|its)? (?:recent|next) units", untold, 0.6),
    ("vague", "units hyphen long", untold, 0.5),
    # last week, this year
    ("period", "(?:LEAD|LATER)? the? (?P<s>WHICH) fiscal? (?P<u>unit|weekend|century|quarter)", periods.period, 0.85),
    ("period", "the? (?P<u>unit) (?P<s>lastpost|nextpost)", periods.period, 0.85),
    ("period", "(?P<o>over|during)? the weekend", periods.weekend, 0.8),
    ("period", "LEAD the (?P<u>unit)", periods.running, 0.7),
    ("period", "(?P<u>unit) (?:hyphen|apostrophe other)? ends", periods.running, 0.7),
    ("period", "LEAD that unit|that unit", untold, 0.5),
    ("holiday", "WHICH? (?:(?:holiday|fresh unit apostrophe other) (?:unit|eve)|holiday)", untold, 0.6),
)  # fmt: skip
# What no expression begins with: most words of a text.
_SILENT: Final = (
    "other name tab dot comma colon semicolon stop slant open close dash hyphen money mark percent "
    "ampersand quote odd will pasttense sport being titled or and of on for until through"
).split()


# What every expression has, soon after its beginning.
_CORE: Final = (
    "month maybe mon weekday weekdays unit units century quarter weekend near season fall part parts "
    "noon overnight hourmark ampm hour clock iso cjk slash dotted decade tens yearpair year holiday "
    "qsign small"
).split()
_FAR: Final = 10


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried at a place."""
    return tuple(
        Rule(name, pattern(words, _MACROS), meaning, confidence)
        for name, words, meaning, confidence in _RULES
    )


@lru_cache(maxsize=1)
def rules_alone() -> tuple[Rule, ...]:
    """The rules without what they ask of the words before."""
    return tuple(
        replace(
            rule,
            pattern=re.compile(
                re.sub(r"\(\?<[=!](?:[^()]|\([^()]*\))*\)", "", rule.pattern.pattern)
            ),
        )
        for rule in rules()
    )


@lru_cache(maxsize=1)
def any_rule() -> re.Pattern[str]:
    """One pattern for all rules: its last group is `r` and the number of the rule."""
    bare = [re.sub(r"\(\?P<\w>", "(?:", rule.pattern.pattern) for rule in rules()]
    ways = "|".join(f"(?P<r{number}>{words})" for number, words in enumerate(bare))
    silent = "".join(LETTERS[name] for name in _SILENT)
    core = "".join(LETTERS[name] for name in _CORE)
    return re.compile(f"(?![{silent}])(?=.{{0,{_FAR}}}?[{core}])(?:{ways})")
