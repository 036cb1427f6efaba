"""The words the rules know: titles, roles, kinds of organisation, verbs of speech, gazetteers."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister king queen "
    "prince princess pope president premier chancellor minister senator sen representative rep "
    "congressman congresswoman governor gov mayor judge justice sheriff captain capt colonel col "
    "general gen lieutenant lt sergeant sgt officer constable inspector detective coach chief "
    "councillor councilman councilwoman councilor ambassador secretary treasurer herr frau "
    "monsieur madame mme mlle señor señora don doña".split()
)

HONORIFICS: Final = TITLES | frozenset(
    "sheikh sheikha shaikh emir amir imam ayatollah maulana mullah sultan rabbi cardinal bishop "
    "archbishop brother saint st hrh hh hm hon comrade cde pastor apostle prophet engr eng tan "
    "dato datuk khun shri smt master crown baroness baron count duke duchess earl speaker ruler "
    "justice magistrate major admiral corporal private cpl maj adm cmdr det insp supt former late "
    "then acting deputy vice".split()
)

ROLES: Final = frozenset(
    "clerk activist activists actor actress adviser advisor agent ambassador analyst architect artist "
    "assistant astronaut attorney author baker banker biologist bishop boss broker builder "
    "campaigner candidate captain carpenter ceo chair chairman chairwoman chairperson chef chemist "
    "chief coach columnist commander commissioner composer conductor consultant coordinator "
    "councillor councilor councilman councilwoman critic curator dealer defender deputy designer "
    "detective developer director doctor driver ecologist economist editor engineer epidemiologist "
    "executive expert farmer father firefighter fisherman forecaster forward founder cofounder "
    "geologist goalkeeper governor grower guard guide head historian host inspector instructor "
    "investor journalist judge keeper lawmaker lawyer leader lecturer librarian manager marine "
    "mayor mechanic meteorologist midfielder minister mother musician negotiator neighbour neighbor "
    "nurse officer official opponent organiser organizer owner painter partner pastor photographer "
    "physicist pilot planner player poet politician premier president priest principal producer "
    "professor programmer prosecutor psychologist publisher ranger researcher resident scientist "
    "secretary senator sheriff shopkeeper singer skipper sociologist soldier solicitor specialist "
    "spokesman spokesperson spokeswoman star strategist student striker superintendent supervisor "
    "supporter surgeon teacher technician teenager trader trainer treasurer veteran vet victim "
    "volunteer warden winner witness worker writer wife husband son daughter brother".split()
)

ORG_WORDS: Final = frozenset(
    "party ministry university college school institute institution academy company corporation "
    "corp inc ltd llc plc gmbh bank council court club union association federation committee "
    "commission agency authority bureau board department office group network police foundation "
    "trust society league team alliance coalition movement congress parliament senate assembly "
    "church hospital clinic museum gallery library times post herald tribune gazette journal news "
    "chronicle airlines airways railway railways motors industries holdings partners ventures "
    "systems technologies laboratories labs energy electric oil gas media press organization "
    "organisation guild chamber orchestra theatre theater fund service services administration cabinet rail "
    "confederation cooperative co-op consortium registry inspectorate".split()
)

ORG_NOUNS: Final = frozenset(
    "party group company firm team club union bank agency ministry movement newspaper charity "
    "network association brand maker startup start-up airline broadcaster retailer".split()
)

ORG_NAMES: Final = frozenset(
    "UN EU NATO WHO IMF FBI CIA NASA UNESCO UNICEF OPEC FIFA UEFA IOC WTO OECD BBC CNN AFP EFE "
    "Reuters dpa Google Apple Microsoft Amazon Facebook Meta Twitter Boeing Airbus Toyota Tesla "
    "Congress Parliament Senate Kremlin Pentagon Interpol Europol Greenpeace Amnesty".split()
)

PLACE_WORDS: Final = frozenset(
    "river lake mount mountain mountains street road avenue square county province island islands "
    "bay airport bridge valley park beach city town village district sea ocean coast desert forest "
    "peninsula harbour harbor canal strait gulf hill hills boulevard lane quay station region "
    "state kingdom republic territory castle creek cove falls ridge heights junction terrace green "
    "common meadow meadows moor dale".split()
)

EVENT_WORDS: Final = frozenset(
    "storm hurricane typhoon cyclone operation festival cup championship championships prize award "
    "awards war battle olympics games treaty agreement act bill law project programme program plan "
    "covid festival day week month marathon series league open grand".split()
)

PLACE_NAMES: Final = frozenset(
    "US U.S. USA U.S.A. UK U.K. UAE Britain America England Scotland Wales Holland Russia "
    "Europe Asia Africa Antarctica Brussels Geneva Washington Kyiv Kiev Moscow Beijing Taiwan "
    "Palestine Gaza Crimea Kosovo Tibet Catalonia Bavaria Siberia Alaska Hawaii Czechia "
    "Balkans Caucasus Scandinavia Baltics Arctic Mediterranean Pacific Atlantic".split()
)

MONTHS_AND_DAYS: Final = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday mon tue wed thu fri sat sun".split()
)

NOT_NAMES: Final = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday christmas easter i internet covid covid-19 gmt utc est pst am pm bc ad ok tv".split()
)

DEMONYM: Final = re.compile(
    r"[A-Z][a-z]+(?:ish|ese|ian|ean|can|iot|ouk)s?$|(?:Kazakh|Uzbek|Greek|Czech|Dutch|French|German|"
    r"Swiss|Thai|Turk|Arab|Israeli|Iraqi|Pakistani|Afghan|Saudi|Irish|Welsh|Muslim|Christian|"
    r"Jewish|Democrat|Republican|Tory|Nazi|Communist|Catholic|Protestant)s?$"
)

# What the name tagger was trained with; quotes have a list of their own, by what each verb takes.
SPEECH: Final = (
    "said says say saying told tells tell added adds add asked asks explained explains argued "
    "argues announced announces stated states replied replies wrote writes warned warns insisted "
    "insists noted notes claimed claims admitted admits recalled recalls continued continues "
    "concluded concludes declared declares commented comments remarked remarks observed observes "
    "shouted shouts cried whispered joked jokes quipped tweeted posted acknowledged acknowledges "
    "suggested suggests confirmed confirms denied denies complained complains promised promises "
    "predicted predicts reported answered answers responded responds testified vowed pledged urged "
    "urges called pointed reads read agreed agrees stressed stresses emphasised emphasized laughed "
    "sighed conceded maintained reiterated countered"
).split()

MALE_TITLES: Final = frozenset({"mr", "sir", "lord", "king", "prince", "father", "pope", "herr"})
FEMALE_TITLES: Final = frozenset({"mrs", "ms", "miss", "lady", "dame", "queen", "princess", "frau"})


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Common given names, lower-cased (data/PROVENANCE.md)."""
    return frozenset(_lines("given_names.txt"))


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Countries, capitals and large cities by their English names (data/PROVENANCE.md)."""
    return frozenset(_lines("places.txt")) | PLACE_NAMES


def _lines(name: str) -> list[str]:
    return (files("nutgraf.facts") / "data" / name).read_text(encoding="utf-8").splitlines()
