# ruff: noqa: E501 - word lists and patterns, one thought a line
"""The words of time in each language, by the letter they have in the rules (`lettering`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nutgraf.facts.counting import SCALES, small_numbers
from nutgraf.facts.lettering import Vocabulary, vocabulary_of

_MONTHS: Final = {
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
          "september/sep/sept october/oct november/nov december/dec",
    "de": "januar/jan/jänner februar/feb märz april/apr mai juni/jun juli/jul august/aug "
          "september/sep/sept oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre/sept "
          "octobre/oct novembre/nov décembre/déc",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
          "septiembre/sept/setiembre octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
          "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia/styczeń/styczniu lutego/luty/lutym marca/marzec/marcu kwietnia/kwiecień/kwietniu "
          "maja/maj/maju czerwca/czerwiec/czerwcu lipca/lipiec/lipcu sierpnia/sierpień/sierpniu "
          "września/wrzesień/wrześniu października/październik/październiku "
          "listopada/listopad/listopadzie grudnia/grudzień/grudniu",
}  # fmt: skip
_DAYS: Final = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag/måndagen tisdag/tisdagen onsdag/onsdagen torsdag/torsdagen fredag/fredagen "
          "lördag/lördagen söndag/söndagen",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "no": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek wtorek środa/środę czwartek piątek sobota/sobotę niedziela/niedzielę",
}  # fmt: skip
_NEAR: Final = {
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "de": {"heute": 0, "gestern": -1, "morgen": 1, "vorgestern": -2, "übermorgen": 2},
    "fr": {"aujourd’hui": 0, "aujourd'hui": 0, "hier": -1, "demain": 1},
    "es": {"hoy": 0, "ayer": -1, "mañana": 1},
    "it": {"oggi": 0, "ieri": -1, "domani": 1},
    "pt": {"hoje": 0, "ontem": -1, "amanhã": 1},
    "nl": {"vandaag": 0, "gisteren": -1, "morgen": 1},
    "sv": {"idag": 0, "igår": -1, "imorgon": 1},
    "da": {},
    "no": {},
    "pl": {"dziś": 0, "dzisiaj": 0, "wczoraj": -1, "jutro": 1},
}
# The units in order: second minute hour day week month year decade century; singular, plural.
_UNIT_NAMES: Final = "second minute hour day week month year decade century".split()
_UNITS: Final = {
    "de": "sekunde/sekunden minute/minuten stunde/stunden tag/tage/tagen woche/wochen "
          "monat/monate/monaten jahr/jahre/jahren jahrzehnt/jahrzehnte/jahrzehnten "
          "jahrhundert/jahrhunderte/jahrhunderten",
    "fr": "seconde/secondes minute/minutes heure/heures jour/jours semaine/semaines mois "
          "an/ans/année/années décennie/décennies siècle/siècles",
    "es": "segundo/segundos minuto/minutos hora/horas día/días semana/semanas mes/meses año/años "
          "década/décadas siglo/siglos",
    "it": "secondo/secondi minuto/minuti ora/ore giorno/giorni settimana/settimane mese/mesi "
          "anno/anni decennio/decenni secolo/secoli",
    "pt": "segundo/segundos minuto/minutos hora/horas dia/dias semana/semanas mês/meses ano/anos "
          "década/décadas século/séculos",
    "nl": "seconde/seconden minuut/minuten uur/uren dag/dagen week/weken maand/maanden jaar/jaren "
          "decennium/decennia eeuw/eeuwen",
    "sv": "sekund/sekunder minut/minuter timme/timmar dag/dagar vecka/veckor/veckan månad/månader/månaden "
          "år/året decennium/decennier sekel/sekler",
    "da": "sekund/sekunder minut/minutter time/timer dag/dage uge/uger måned/måneder år "
          "årti/årtier århundrede/århundreder",
    "no": "sekund/sekunder minutt/minutter time/timer dag/dager uke/uker måned/måneder år "
          "tiår århundre/århundrer",
    "pl": "sekunda/sekund minuta/minut godzina/godziny/godzin dzień/dni tydzień/tygodnie/tygodni "
          "miesiąc/miesiące/miesięcy rok/lata/lat/roku dekada/dekady wiek/wieku",
}  # fmt: skip
# Words of other languages that the rules know by a letter.
_FRAMES: Final = {
    "de": "last: letzte letzten letzter letztes vergangene vergangenen vergangener vergangenes vorige "
          "vorigen; next: nächste nächsten nächster nächstes kommende kommenden kommender; "
          "this: diese diesen dieser diesem dieses; agopre: vor; to: bis; and: und; or: oder; "
          "the: der die das den dem; since: seit ab anno; on: am; in: im in; daydot: .; old: alt alte alter alten; hourmark: uhr; at: um gegen; edge: anfang mitte ende",
    "fr": "lastpost: dernier dernière derniers dernières passé passée; nextpost: prochain prochaine "
          "prochains prochaines; this: cette ce cet; and: et; or: ou; the: le la les; "
          "since: en depuis; to: au; of: de du",
    "es": "lastpost: pasado pasada pasados pasadas; nextpost: próximo próxima próximos próximas; "
          "last: última últimos últimas; "
          "this: este esta; agopre: hace; and: y; or: o; the: el la los las; since: en desde; "
          "to: al; of: de del",
    "it": "lastpost: scorso scorsa scorsi scorse; nextpost: prossimo prossima prossimi prossime; "
          "last: ultimi ultime; this: questo questa; "
          "ago: fa; and: e; or: o; the: il lo la i gli le; since: nel dal; to: al; of: di del",
    "pt": "lastpost: passado passada passados passadas; nextpost: próximo próxima; last: últimos "
          "últimas; next: próximos próximas; this: este esta neste nesta; agopre: há; ago: atrás; "
          "and: e; or: ou; the: o a os as; since: em desde; to: a; of: de do da",
    "nl": "last: vorige afgelopen; next: volgende komende; this: deze dit; ago: geleden; and: en; "
          "or: of; the: de het; since: in sinds; to: tot; of: van; old: oud oude; hourmark: uur",
    "sv": "last: förra senaste; next: nästa; this: denna detta; ago: sedan; and: och; or: eller; "
          "to: till; old: gammal gamla",
    "da": "last: sidste; next: næste; this: denne dette; ago: siden; and: og; or: eller; "
          "to: til; old: gammel gammelt gamle; daydot: .",
    "no": "last: forrige siste; next: neste; this: denne dette; ago: siden; and: og; or: eller; "
          "to: til; old: gammel gammelt gamle; daydot: .",
    "pl": "lastpost: temu; ago: temu; last: zeszły zeszłym zeszłego ostatni ostatnie; next: przyszły "
          "przyszłym przyszłego; this: ten tym tego; and: i; or: lub; to: do",
}  # fmt: skip
_ENGLISH: Final = """
unit: minute hour day week month year decade fortnight; century: century;
units: seconds minutes hours days weeks months years decades centuries fortnights quarters;
quarter: quarter; weekend: weekend weekends; half: half; season: spring summer autumn winter; fall: fall;
part: morning afternoon evening night; parts: mornings afternoons evenings nights;
noon: noon midday midnight; overnight: overnight; hourmark: o'clock o’clock;
ampm: am pm a.m a.m. p.m p.m.; zone: est edt cst cdt mst mdt pst pdt gmt utc bst cet cest et;
last: last; past: past; next: next coming upcoming; this: this current; that: that; rel: previous following preceding same;
latest: latest; recent: recent; ago: ago; earlier: earlier; later: later; before: before; after: after; from: from;
edge: early late mid; ends: end beginning start middle close; first: first;
ordinal: second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth final;
few: few; several: several many; couple: couple; approx: about around nearly almost roughly approximately some;
more: more fewer; less: less; than: than; at: at; least: least; most: most; up: up; to: to; over: over; under: under;
within: within; article: a an; the: the; of: of; and: and; or: or; in: in; on: on; by: by; for: for;
since: since; until: until till; during: during; through: through throughout; between: between;
old: old olds; fiscal: fiscal; every: every each; holiday: christmas thanksgiving easter
halloween; eve: eve; sometime: sometime; time: time period; long: long lasted took lasting last-minute spent; 
fresh: new; qsign: q; no: no; being: be being; its: its their his her our my your;
will: will shall would ll due expected scheduled planned plans plan going slated expects intends hopes aims planning
likely ready prepares preparing upcoming;
pasttense: said was were had did went came took made told met held won lost found began left fell rose saw gave got
ran sent spoke stood wrote kept felt brought built bought sold paid broke drew drove grew hit knew led
struck shot threw became been;
sport: touchdown touchdowns quarterback halftime yards yard rebounds fumble interception tackle scored;
titled: black good super ash bloody fat shrove palm cyber sheffield ruby giving maundy casual boxing
"""
# English words that are also names, verbs or other things than a day: only with a capital.
_PROPER: Final = {
    "en": "may march mar august sun sat mon wed fri thu tue et jan jun dec sep q"
          " monday tuesday wednesday thursday friday saturday sunday christmas easter thanksgiving",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mai august märz",
}  # fmt: skip
_MAYBE: Final = "march may april june august".split()
_DECADES: Final = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
LANGUAGES: Final = tuple(_MONTHS)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A language's words of time: their letters, and what they stand for."""

    vocabulary: Vocabulary
    months: Mapping[str, int]
    days: Mapping[str, int]
    near: Mapping[str, int]
    units: Mapping[str, str]
    small: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    is_english: bool
    noun_capitals: bool


@lru_cache(maxsize=16)
def calendar_of(language: str) -> Calendar:
    """The words of time of a language; those of English for one we have no words of."""
    code = language if language in _MONTHS else "en"
    months, days = _numbered(_MONTHS[code]), _numbered(_DAYS[code])
    small = small_numbers(code)
    units = _english_units() if code == "en" else _units(code)
    names = _english_names(small) if code == "en" else _names(code, units, small)
    for month in months:
        maybe = code == "en" and month in _MAYBE
        short = (
            code in ("en", "de", "fr", "es") and len(month) <= 5 and "/" + month in _MONTHS[code]
        )
        names[month] = "maybe" if maybe else "mon" if short else "month"
    names |= dict.fromkeys(days, "weekday") | dict.fromkeys(_NEAR[code], "near")
    ordinals = {word: number for number, word in enumerate(_ORDINALS, start=1)}
    decades = {word: 10 * number for number, word in enumerate(_DECADES, start=2)}
    vocabulary = vocabulary_of(names, frozenset(_PROPER.get(code, "").split()))
    words = (months, days, _NEAR[code], units, small, ordinals, decades)
    return Calendar(vocabulary, *words, is_english=code == "en", noun_capitals=code == "de")


def _numbered(names: str) -> dict[str, int]:
    return {
        name: number
        for number, forms in enumerate(names.split(), start=1)
        for name in forms.split("/")
    }


def _english_units() -> dict[str, str]:
    singles = {name: name for name in (*_UNIT_NAMES, "fortnight", "quarter")}
    return singles | {f"{name}s": name for name in singles} | {"centuries": "century"}


def _units(code: str) -> dict[str, str]:
    forms = zip(_UNIT_NAMES, _UNITS[code].split(), strict=True)
    return {form: name for name, words in forms for form in words.split("/")}


def _framed(frames: str) -> dict[str, str]:
    return {
        word: name.strip()
        for frame in frames.replace("\n", " ").split(";")
        for name, _, words in (frame.partition(":"),)
        for word in words.split()
    }


def _english_names(small: Mapping[str, int]) -> dict[str, str]:
    names = dict.fromkeys(small, "small") | dict.fromkeys(SCALES, "scale") | _framed(_ENGLISH)
    names |= dict.fromkeys(_DECADES, "tens") | {
        f"{day}s": "weekdays" for day in _numbered(_DAYS["en"])
    }
    shorts = "mon tue tues wed thu thurs fri sat sun".split()
    return names | dict.fromkeys(shorts, "wkd") | {"score": "other"}


def _names(code: str, units: Mapping[str, str], small: Mapping[str, int]) -> dict[str, str]:
    names = dict.fromkeys(units, "unit") | dict.fromkeys(small, "small")
    return names | _framed(_FRAMES[code])
