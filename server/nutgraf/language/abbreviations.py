"""Words that end in a full stop: what each says about the sentence it stands in, by language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from nutgraf.language.words import STOP_WORDS

if TYPE_CHECKING:
    from punkt import PunktParameters


class Kind(Enum):
    """What a stop after a short form means."""

    LEADING = auto()  # "Dr.", "e.g.": more always follows
    TRAILING = auto()  # "etc.", "p.m.": a capital that follows begins a sentence
    NUMBERED = auto()  # "No.", "p.": short only before a number
    EITHER = auto()  # "Inc.", "U.S.": what follows must be a word that begins sentences


_MODELS: Final = {
    "cs": "czech", "da": "danish", "nl": "dutch", "en": "english", "et": "estonian",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "it": "italian",
    "ml": "malayalam", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "uk": "russian", "bg": "russian", "sl": "slovene", "es": "spanish", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip

# A word written with a capital here is short only with that capital.
_LEADING: Final = {
    "": "dr prof mr mrs ms Mme Mlle Mgr Messrs St Ste Mt Ft Lt Col Maj Capt Sgt Cpl Gen Rev Hon "
    "Th Ph Ch Yu Wm Chas Thos dipl vs cf viz e.g i.e h.c ca",
    "en": "Gov Sen Sens Rep Reps Pres Supt Det Insp Cmdr Adm Brig Pvt Pfc Spc Atty Asst Assoc "
    "Msgr Rt Dist Fr v incl esp approx",
    "de": "hl bzw bzgl evtl ggf vgl sog sogen z.b d.h u.a i.d.r z.t u.u o.g s.o s.u m.e "
    "v.a i.a z.zt zzt a.d i.br dipl.-ing ing mag Hr Hrn Fr Frl kath geb gest gegr Skt inkl exkl "
    "zzgl abzgl max min lt gem ggü ev etw bes insb allg ehem jew versch vorm s.a vorauss einschl",
    "fr": "M MM Mmes Mlles Me Pr p.ex c.-à-d c-à-d env av apr bd réf tél éd",
    "es": "sr sra srta sres dra d dña ud uds vd vds lic ing arq profa gral cnel tte av avda p.ej "
    "sta sto mons excmo excma ilmo ilma dpto esq pza",
    "it": "sig sigg sig.ra sig.na dott dott.ssa prof.ssa ing avv on arch geom rag mons p.es es cfr "
    "sen s ss gent spett egr",
    "pt": "sr sra srs sras srta dra drs dras d eng enga profa exmo exma ilmo av p.ex sto sta cel "
    "ten",
    "nl": "dhr mevr mw mej drs ir ing ds jhr bijv bv d.w.z o.a m.n i.v.m t.a.v vgl resp plm m.b.t "
    "n.a.v o.l.v o.b.v t.o.v t.g.v m.u.v i.p.v z.g zgn ong max min m.i.v t.b.v v.d",
    "sv": "t.ex bl.a s.k dvs d.v.s f.d fr.o.m t.o.m p.g.a pga tex jfr inkl exkl resp s:t",
    "da": "f.eks bl.a dvs d.v.s hr fr frk jf mht pga inkl ekskl evt hhv fhv tidl kgl skt sct cand "
    "bl fx s.k i.e pr kbh",
    "no": "f.eks bl.a dvs d.v.s hr fr frk jf pga inkl ekskl evt div bl s.k pr",
    "fi": "esim ks vrt ts t.s mm tri toht dipl.ins ko ent em",
    "pl": "inż mgr hab ks św np tzw tzn tj m.in m.st płk gen kpt mjr por ppłk ul al pl os woj gm "
    "pow im bp abp kard red ok ww tow doc śp dot ds zob por",
    "cs": "tzv tzn např mj tj resp event popř doc ing mgr mudr judr phdr rndr bc sv gen plk kpt "
    "ul nám tř st cca srov viz zvl zejm mjr por",
    "ru": "т.е т.к т.н т.о им ул просп пл пер кв корп обл г гор пос с дер р-н проф акад доц ген "
    "полк св см ср напр г-н г-жа тов гр инж канд докт Дж",
    "uk": "вул просп пл обл р-н ім т.зв напр проф акад доц див ст гр буд кв кім",
    "tr": "doç yrd av sn bkz op uzm alb gen org yzb öğr gör müh mim ecz hz cad sok mah apt bul "
    "ltd örn",
    "el": "κ κα κκ κος δρ καθ π.χ δηλ βλ αγ λεωφ οδ",
}  # fmt: skip
_TRAILING: Final = {
    "": "etc a.m p.m",
    "en": "al",
    "de": "usw u.ä o.ä u.dgl v.chr n.chr jh usf u.s.w",
    "fr": "j.-c apr.j.-c",
    "es": "a.c d.c ee.uu a.de.c",
    "it": "ecc a.c d.c",
    "pt": "a.c d.c",
    "nl": "enz e.d e.a v.chr n.chr jl",
    "sv": "osv o.s.v m.m m.fl o.d e.d kr f.kr e.kr o.dyl",
    "da": "osv m.m m.fl o.l o.lign mv m.v kr f.kr e.kr",
    "no": "osv m.m m.fl o.l mv m.v kr f.kr e.kr",
    "fi": "jne ym yms tms eaa jaa e.kr j.kr",
    "pl": "itd itp zł p.n.e n.e",
    "cs": "atd apod aj n.l př.n.l kč s.r.o a.s",
    "ru": "т.д т.п др пр н.э руб коп тыс млн млрд вв гг л",
    "uk": "т.д т.п ін грн тис млн млрд рр н.е",
    "tr": "vb vs vd şti a.ş",
    "el": "κλπ κτλ κ.λπ κ.ά κ.α κ.τ.λ μ.μ π.μ π.Χ μ.Χ",
}  # fmt: skip
_NUMBERED: Final = {
    "": "No Nos Nr nr Vol vol Fig fig Art pp p pag tel Tel",
    "en": "no nos sec secs sect ch chap vols figs para paras c b d r circa ext",
    "de": "S s Abs Bd Kap Abb Tab Ziff Aufl Jg Sp Anm "
    "Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez",
    "fr": "n t nos chap art al ann "
    "janv févr avr juil sept oct nov déc no",
    "es": "núm pág págs cap arts t n "
    "ene feb abr jun jul ago sept oct nov dic",
    "it": "n nn pagg art artt cap "
    "gen feb mar apr giu lug ago sett ott nov dic",
    "pt": "n núm pág págs art arts cap "
    "jan fev abr jun jul ago set out nov dez",
    "nl": "nrs blz art afb hfst hfdst dl par "
    "jan feb mrt apr jun jul aug sept okt nov dec",
    "sv": "s kap kl st "
    "jan feb apr jun jul aug sept okt nov dec",
    "da": "kl s kap stk tlf d art bd pkt "
    "jan feb mar apr jun jul aug sept okt nov dec",
    "no": "kl s kap tlf d pkt art "
    "jan feb apr jun jul aug sept okt nov des",
    "fi": "n nro klo s puh os",
    "pl": "str s t art ust pkt poz rozdz tab rys godz",
    "cs": "č čís str s kap odst obr tab čp r roč",
    "ru": "стр рис гл табл ст п пп кн т разд д",
    "tr": "s sf md "
    "Oca Şub Nis Haz Tem Ağu Eyl Eki Kas Ara",
    "el": "αρ σελ κεφ τόμ άρθρ τηλ",
}  # fmt: skip
# Leading elsewhere; in these languages also the last word of a sentence: "Main St.".
_EITHER: Final = {"en": "St Ft"}
_TABLES: Final = {
    Kind.NUMBERED: _NUMBERED,
    Kind.TRAILING: _TRAILING,
    Kind.LEADING: _LEADING,
    Kind.EITHER: _EITHER,
}
# Words of a language that Punkt learned as short forms: short only with a capital.
_ORDINARY: Final = {
    "en": "ill ore wed ok wash pa art arts tab tabs ref refs col cols con res sc op cit loc fri ct "
    "mar est misc resp sens co ln pt pts bk mm in",
    "de": "he ne fr fre hag med gen no art",
    "fr": "can you mir vot jap blu bad nos no fra",
    "es": "no lit kas alt at",
    "it": "no col end bad kin dur ta vic post corp",
    "pt": "no alt job fut sós hui vs real ex op",
    "nl": "int pk mm st fa gen min",
    "sv": "jaha ex from tom mm",
    "da": "ill st styrt rens ik sp aus",
    "no": "hi str sam ex st",
    "fi": "elo ski op par san pan",
    "pl": "bie af os pt",
    "cs": "man mil org pen jug mod red sport film ne po ob part",
    "tr": "idi indi erdi dı kg bg",
}  # fmt: skip
# Capitalised words that go on after a month, an hour or a company, whatever Punkt saw.
_GOES_ON: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december et est edt pt pst pdt ct cst cdt gmt "
    "utc bst cet eastern pacific central".split()
)
_BEGINS: Final = {
    "en": "according afterwards although among another besides both but despite earlier even every "
    "few finally first following given he however indeed instead last late later like maybe "
    "meanwhile moreover most much nearly neither nevertheless next nobody none nor nothing now one "
    "only others perhaps please several similarly soon still such take though three thus today "
    "tomorrow two under unlike until when whereas whether while yes yesterday yet",
}  # fmt: skip
# Languages that write an ordinal as a number with a full stop.
ORDINALS: Final = frozenset("de da no fi cs sk sl hr sr bs pl hu et lv tr is lb eu fo".split())
YEAR_FIRST: Final = frozenset("ko ja zh".split())
# In these the verb stands last or numbers stand before nouns: a number hardly ends a sentence.
NUMBER_FIRST: Final = frozenset({"tr", "hu", "eu"})
BEFORE_ORDINAL: Final = frozenset(
    "der die das den dem des am vom zum zur im ins beim ab bis seit als in und oder ein eine "
    "einen einem einer eines ihr ihre ihrem ihren ihrer ihres sein seine seinem seinen seiner "
    "seines mein meine unser unsere jeder jede jedes jeden dieser diese dieses diesen kein keine "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag det de dens dets".split()
)
BEFORE_SUM: Final = frozenset(
    "auf mit ist sind war waren wurde wurden wird werden von um über unter nur etwa rund fast "
    "gegen bei nach bereits schon erst noch insgesamt".split()
)
MONTHS: Final = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember jan "
    "feb mär apr jun jul aug sep sept okt nov dez".split()
)
WEB: Final = frozenset("com net org edu gov io ai js co de fr es it nl uk ru eu info".split())
OPENERS: Final = "\"'“”„«»‹›‘’‚([{¿¡-–—/*•"
# What stands before a word without a space: an opening quote, "(CNN)", an elided article.
_ATTACHED: Final = re.compile(
    r"^.*[\"'“”„«»‹›‘‚()\[\]{}¿¡–—/*•](?=[^'])|^(?:[^\W\d_]|[Qq]u|[^\W\d_]{1,3}ll)"
    r"’(?=[^\W\d_a-z]|[^\W\d_]{2})"
)
_DOTTED: Final = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,4}")
_YEAR_WORDS: Final = frozenset({"г", "гг"})
_SHORT_CHARS: Final = 10
_SMALL_BEGINS: Final = frozenset(
    "the he she they it we i you but however this these those his her their our there what "
    "why how when".split()
)
_NAME_PARTS: Final = frozenset("de di da del della la le van von der den el al bin ter".split())
_LONGEST_LEARNED: Final = 5
# Punkt's flags: seen small anywhere, seen with a capital inside a sentence.
_SEEN_SMALL: Final = 16 | 32 | 64
_CAPITAL_INSIDE: Final = 4


class Usage(NamedTuple):
    """A language's short forms, and the words its sentences begin with."""

    language: str
    kinds: Mapping[str, Kind]
    links: frozenset[str]
    beginners: frozenset[str]
    going_on: frozenset[str]
    seen: Mapping[str, int]

    def kind(self, words: Sequence[str], *, lower: bool) -> Kind | None:
        """What a stop after the last of these words means, read with the short ones before it;
        None when it is no short form. `lower`: the text is set all in small letters."""
        word, before = bare(words[-1]), words[-2].lstrip(OPENERS) if len(words) > 1 else ""
        if before.endswith(".") and len(before) + len(word) < _SHORT_CHARS:
            found = self._look(before + word) or self._look("".join(words[-3:]).lstrip(OPENERS))
            if found:
                return found
        if word in _YEAR_WORDS and before[-1:].isdigit():
            return Kind.TRAILING
        if len(word) == 1 and word.isupper():
            return self.kinds.get(word)
        return self._look(word) or self._made(word, lower=lower)

    def _look(self, word: str) -> Kind | None:
        return self.kinds.get(word) or self.kinds.get(word.lower())

    def _made(self, word: str, *, lower: bool) -> Kind | None:
        """The kind of a word that is in no list: compound, dotted, or a title in small letters."""
        if "-" in word and len(last := word.rsplit("-", 1)[1]) > 1:
            return self._look(last)
        if _DOTTED.fullmatch(word):
            return None if word.rsplit(".", 1)[1] in WEB else Kind.EITHER
        if self.language == "de" and word.endswith("str"):
            return Kind.EITHER
        if lower and self._look(word.capitalize()) is Kind.LEADING:
            return Kind.LEADING
        return None

    def begins(self, word: str) -> bool:
        """Whether a capitalised word is capitalised because a sentence begins (Kiss and Strunk,
        2006, 4.1): a word of grammar, or one Punkt saw small, and never with a capital inside."""
        low = word.lower()
        if low in self.going_on:
            return False
        seen = self.seen.get(low, 0)
        return low in self.beginners or bool(seen & _SEEN_SMALL and not seen & _CAPITAL_INSIDE)

    def always_begins(self, word: str) -> bool:
        """Whether a capitalised word is a word of grammar, and no part of a name."""
        low = word.lower()
        return low in self.beginners and low not in _NAME_PARTS

    def linked(self, word: str, after: str) -> bool:
        """Whether two short words with a space between are parts of one, as in "z. B."."""
        return f"{word}.{after}".lower() in self.links

    def goes_on(self, word: str) -> bool:
        """Whether a capitalised word is a day, a month or a time zone."""
        return word.lower() in self.going_on


def bare(word: str) -> str:
    """A word without the quote, the bracket or the elided article set before it."""
    return _ATTACHED.sub("", word)


def begins_small(word: str) -> bool:
    """Whether a word of a text without capitals begins a sentence after a short form."""
    return word in _SMALL_BEGINS


@lru_cache(maxsize=8)
def usage(language: str) -> Usage:
    """The usage of a language, of English when it is unknown; loads Punkt's model, some 20 ms."""
    known = language if language in _MODELS or language in STOP_WORDS else "en"
    model = _model(known)
    kinds = dict(_learned(model, known))
    for kind, table in _TABLES.items():
        kinds |= dict.fromkeys((table.get("", "") + " " + table.get(known, "")).split(), kind)
    going_on = _GOES_ON if known == "en" else frozenset[str]()
    beginners = STOP_WORDS.get(known, frozenset()) | set(_BEGINS.get(known, "").split())
    starters = {w for w in model.sent_starters if model.ortho_context.get(w, 0) & _SEEN_SMALL}
    return Usage(
        known, kinds, frozenset(_links(kinds)), beginners | starters, going_on, model.ortho_context
    )


def _model(language: str) -> PunktParameters:
    import punkt

    name = _MODELS.get(language)
    if name is None:
        return punkt.PunktParameters()
    return punkt.with_nonbreaking_prefixes(punkt.load_model(name), name)


def _learned(model: PunktParameters, language: str) -> Iterator[tuple[str, Kind]]:
    """Punkt's own short forms; long ones are accidents of the news it learned from."""
    ordinary = _ORDINARY.get(language, "").split()
    for words, kind in (
        (model.abbrev_types, Kind.EITHER),
        (model.numeric_abbrev_types, Kind.NUMBERED),
    ):
        for word in words:
            if len(word) > 1 and ("." in word or len(word) <= _LONGEST_LEARNED):
                yield (word.capitalize() if word in ordinary else word), kind


def _links(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        parts = word.lower().split(".")
        yield from (f"{a}.{b}" for a, b in zip(parts, parts[1:], strict=False))
