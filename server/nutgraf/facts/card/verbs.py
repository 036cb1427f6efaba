"""The verbs of English news in all their forms, and the small words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

MODALS: Final = frozenset("will would can could may might must shall should cannot ll".split())
AUXILIARIES: Final = frozenset(
    "is are was were am has have had do does did isn't aren't wasn't weren't hasn't haven't "
    "hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't isn’t aren’t wasn’t "
    "weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t "
    "shouldn’t".split()
)
DETERMINERS: Final = frozenset(
    "the a an this these those his her its their my our your some any no every each all both "
    "another such what which whose".split()
)
PREPOSITIONS: Final = frozenset(
    "of in on at by with from to into onto near outside inside over under against for about "
    "around across between among through during within without behind beyond above below "
    "beside off upon via toward towards amid despite following per like along past than until "
    "since".split()
)
SUBORDINATORS: Final = frozenset(
    "after as while whilst when before because since until though although if amid despite "
    "following whether unless once whereas but where how why".split()
)
RELATIVES: Final = frozenset("who whom whose which that where".split())
SAYING: Final = frozenset(
    "said says say tells told adds added announces announced argues argued believes believed "
    "claims claimed confirms confirmed explains explained insists insisted notes noted "
    "reports reported reveals revealed states stated suggests suggested thinks thought warns "
    "warned writes wrote".split()
)
SUBJECT_PRONOUNS: Final = frozenset("i you he she it we they there who this".split())
SMALL_ADVERBS: Final = frozenset(
    "not also now then still just even never ever only already again once soon today "
    "yesterday almost later finally often always too yet both".split()
)

# Base, past, participle where the two differ from "-ed" or from each other.
_IRREGULAR: Final = (
    "arise arose arisen;awake awoke awoken;bear bore borne;beat beat beaten;"
    "become became become;begin began begun;bend bent bent;bid bid bid;bind bound bound;"
    "bite bit bitten;bleed bled bled;blow blew blown;break broke broken;breed bred bred;"
    "bring brought brought;build built built;burst burst burst;buy bought bought;"
    "cast cast cast;catch caught caught;choose chose chosen;cling clung clung;"
    "come came come;cost cost cost;cut cut cut;deal dealt dealt;dig dug dug;"
    "draw drew drawn;drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;"
    "feed fed fed;feel felt felt;fight fought fought;find found found;flee fled fled;"
    "fly flew flown;forbid forbade forbidden;forget forgot forgotten;"
    "forgive forgave forgiven;freeze froze frozen;get got got;give gave given;go went gone;"
    "grow grew grown;hang hung hung;hear heard heard;hide hid hidden;hit hit hit;"
    "hold held held;hurt hurt hurt;keep kept kept;know knew known;lay laid laid;"
    "lead led led;leave left left;lend lent lent;let let let;lie lay lain;lose lost lost;"
    "make made made;mean meant meant;meet met met;overcome overcame overcome;"
    "overtake overtook overtaken;pay paid paid;put put put;quit quit quit;read read read;"
    "rebuild rebuilt rebuilt;ride rode ridden;ring rang rung;rise rose risen;run ran run;"
    "say said said;see saw seen;seek sought sought;sell sold sold;send sent sent;"
    "set set set;shake shook shaken;shed shed shed;shine shone shone;shoot shot shot;"
    "show showed shown;shrink shrank shrunk;shut shut shut;sing sang sung;sink sank sunk;"
    "sit sat sat;sleep slept slept;slide slid slid;speak spoke spoken;spend spent spent;"
    "spin spun spun;split split split;spread spread spread;stand stood stood;"
    "steal stole stolen;stick stuck stuck;strike struck struck;swear swore sworn;"
    "sweep swept swept;swim swam swum;swing swung swung;take took taken;"
    "teach taught taught;tear tore torn;tell told told;think thought thought;"
    "throw threw thrown;undergo underwent undergone;understand understood understood;"
    "uphold upheld upheld;wake woke woken;wear wore worn;weep wept wept;win won won;"
    "withdraw withdrew withdrawn;write wrote written"
)
_REGULAR: Final = (
    "absorb accomplish accumulate adapt adhere age animate annoy appreciate attribute bake "
    "behave blend bloom bother brew bridge broaden calculate captivate carve chill clone "
    "collaborate communicate compromise concentrate configure conflict confuse connect "
    "construct consult consume contract cook coordinate correct cultivate decorate delegate "
    "dent direct disappoint disconnect discount dispatch distinguish disturb downsize dream "
    "duplicate edit educate elevate eliminate emphasise empower encode encrypt enhance enrich "
    "enrol enroll escalate estimate evaluate exercise exist experiment extract facilitate "
    "favour favor fetch figure film filter finalise forward fulfil garner gear glue guess "
    "harden harness harvest heat hone hook hop illustrate imagine incorporate induce "
    "influence insert install insure interact interpret isolate juggle lean leak learn lend "
    "leverage mandate manipulate market master maximise mention migrate minimise mirror mix "
    "modernise nail navigate neglect nurture object optimise outlast outlive outperform "
    "overflow overheat oversee owe paint patch perfect photograph pioneer polish practise "
    "precede prescribe preserve prioritise prune purchase quote ramp recall recharge reclaim "
    "recreate recycle redefine redirect reform refresh refund reimburse reinforce remodel "
    "render renovate replicate reserve respect rest restart reuse revise revisit rotate "
    "sacrifice safeguard salute schedule select sew shave showcase slice sniff sort span "
    "specialise spray sprinkle stack stain store stress stride subscribe substitute summarise "
    "supplement swap tailor tend terminate touch transition translate trust unpack upload "
    "utilise validate wander worsen clear crawl creep dodge dump dunk erode evade exaggerate "
    "fend flourish grin heed howl jostle knit lick nibble outwit peel quarrel rejoin relive "
    "roam scrub shiver sneeze snooze swear swing toast trespass unlearn unwind wreck aid air "
    "axe bag bemoan berate bicker bill boo bounce brush buck cackle cater chide chip clip "
    "coax craft cram croon deem demonstrate dispel dominate drape dwell eye feud flaunt fume "
    "gloat grumble gush hatch heckle hike hog hover hurl jab jeer jet lash lure mull mutter "
    "nab net oust peddle perish ping plead plug poach pounce preach prod quash quell rake "
    "rant rap raze reap reel rejoice roast rue scoff scoop scour shirk simmer slump snag "
    "snarl soar spar spell spur squander squash stoke stomp strut swipe swoop taunt thrash "
    "thrive throng tick toil top trim trounce tuck weigh wed wield woo yank zoom abandon "
    "abolish abuse accept access accuse achieve acknowledge acquire act add address admit "
    "adopt advance advise affect afford agree aim alert allege allow alter amend announce "
    "answer anticipate apologise apologize appeal appear applaud apply appoint approach "
    "approve argue arrange arrest arrive ask assault assemble assert assess assume assure "
    "attack attempt attend attract avoid award await back ban bar bash battle beg believe "
    "belong benefit blame blast block board bolster bomb boost borrow bow boycott brace "
    "branch brand brave broker burn bury call campaign cancel capture care carry cause "
    "celebrate challenge change charge charm chart chase check cheer cite claim clash clean "
    "climb clinch close coach collapse collect collide comment commit compare compete "
    "complain complete concede concern conclude condemn conduct confess confirm confront "
    "congratulate consider contact contain continue contribute control convert convict "
    "convince cool cope count cover crack crash create criticise criticize cross cruise crush "
    "cry damage dance dare debate debut decide declare decline defeat defect defend defer "
    "defy delay delete deliver demand demolish denounce deny depart depend deploy derail "
    "descend describe deserve destroy detail detain detect determine devastate develop die "
    "differ disagree disappear disclose discover discuss dismiss display dispute divide "
    "divorce donate double doubt draft drag dress drift drop drown earn ease echo edge elect "
    "emerge employ end endorse endure enforce enjoy enlist ensure enter erupt escape "
    "establish evacuate examine exceed exchange execute exit expand expect expel experience "
    "explain explode explore export expose express extend face fail fear feature file fill "
    "fine finish fire flag flock flood focus follow force form free fuel fund gain gather "
    "grab grant greet grip guard guide hail halt hand handle happen head heal help highlight "
    "hint hire honour honor hope host hunt identify ignite ignore impose impress improve "
    "include increase indicate injure inspire insult interview introduce invade invest "
    "investigate invite involve issue jail join joke judge jump justify kick kidnap kill kiss "
    "knock label lack land last laugh launch lift like limit link list listen live lock look "
    "loom loot love lower maintain manage march mark marry mar match matter mean measure "
    "merge miss mock mount mourn move murder name narrow near need negotiate note notice "
    "observe obtain occupy occur offer open operate oppose order organise organize outline "
    "outrage overrule overturn own pack park part pass pause penalise perform permit persuade "
    "pick pile pitch place plan plant play please pledge plough plow plot plummet plunge "
    "point poll pose post postpone pour power praise pray predict prefer prepare present "
    "press prevent probe produce promise promote prompt propose protect protest prove provide "
    "publish pull pump punch punish push qualify question race raid rain raise rally ram "
    "reach react realise realize receive recognise recognize recommend record recover recruit "
    "reduce refer reflect refuse regain regret reject relax release rely remain remember "
    "remove renew repair repeat replace reply report represent request require rescue reshape "
    "resign resist resolve respond restore restrict result resume retain retire retreat "
    "return reunite reveal reverse review revive rise rob rock rule rush sack sail save scale "
    "scare scold score scrap scrape scream seal search secure seize separate serve settle "
    "sever shape share shatter shift shock shout shower sign signal skip slam slash slap slip "
    "slow smash snap snub soothe spark spill spot stab stage stall star start startle starve "
    "state stay stem step stop storm strand stretch struggle stumble stun submit succeed sue "
    "suffer suggest support surge surprise surrender survive suspect suspend sustain switch "
    "tackle talk target tarnish taste tease tell tempt test testify thank threaten thrill tie "
    "tighten topple torch toss total tour tout track trade trail train transfer transform "
    "trap travel treat trigger triumph trouble try tumble turn tweet unearth unite unleash "
    "unseat unveil update upgrade urge use vanish veto view violate accelerate accompany "
    "adjust advertise allocate amount analyse annul assassinate assign assist attach audit "
    "average backfire baffle bail balance barge bet boast boil book breach brief burgle bust "
    "bypass calm cap cease chair chant cheat clamp cling coin combine comfort command "
    "commemorate compensate compose conceal conceive conserve consist contest cross-examine "
    "curb curtail cycle dash date decay decrease dedicate delight demote deport derive design "
    "detonate diagnose dig dip disband discourage disqualify disrupt distribute ditch divert "
    "drain dread drill dub dwindle electrify embark embrace empty enable encounter encourage "
    "engage engulf enrage entertain equal evict evolve exclude exhibit exonerate expire "
    "exploit extinguish extradite fade falter fare finance fix flip float flout fold foil "
    "forge found freeze fret frustrate function generate glimpse govern grapple grill "
    "guarantee hack hammer harass hesitate impact implement implicate import impound incite "
    "inform inherit initiate inject inspect insist instruct integrate intend intensify "
    "interrupt intervene invent lament languish lobby locate lodge log manufacture mistake "
    "model moderate modify monitor motivate nod nominate nudge obstruct offend omit opt "
    "originate outlaw outnumber outpace overhaul overlook overwhelm pardon participate patrol "
    "peak perceive persist pinpoint plagiarise plunder prevail privatise proceed proclaim "
    "progress prohibit project prolong pursue quit quiz rank ransack rate ratify rebuff "
    "rebuke reckon reconsider redesign register regulate rehearse reiterate relate relaunch "
    "relocate remind renounce rent reopen repay reprimand rethink retract retrieve revamp "
    "revoke reward ridicule riot risk roar roll rubbish ruin salvage sample sanction scramble "
    "screen scrutinise seat sentence shed shelter shelve shrug shun simplify sketch ski "
    "skyrocket slide smuggle sneak solve specify speculate spoil sponsor sprint squeeze "
    "stabilise stamp steer stimulate stir strain streamline strengthen strip study subsidise "
    "summon supply suppress surface surpass surround swamp swell symbolise tap team thwart "
    "tip tolerate trace trick tutor uncover underline undermine unfold unlock unravel usher "
    "vaccinate value vandalise vent venture visit vote vow wait walk want warm warn wash "
    "waste watch wave weaken welcome widen wipe wish witness work worry wound yell yield".split()
)
_NO_PASTS: Final = frozenset(
    "hundred indeed sacred naked wicked rugged united beloved embed exceed proceed succeed "
    "speed breed greed creed steed unlimited moped bobsled biped infrared gifted talented "
    "aged hatred kindred".split()
)
_VOWELS: Final = "aeiou"
_SHORT: Final = 4


@lru_cache(maxsize=1)
def verb_forms() -> Mapping[str, str]:
    """Every form of every verb known: B (base), S (-s), D (past), N (participle), G (-ing).

    A capital P marks a past that can be nothing else ("took").
    """
    forms: dict[str, str] = {}
    for base in _REGULAR:
        past = _past(base)
        for form, kind in ((base, "B"), (_third(base), "S"), (past, "DN"), (_going(base), "G")):
            forms[form] = forms.get(form, "") + kind
    for row in _IRREGULAR.split(";"):
        base, past, participle = row.split()
        kind = "DP" if past not in (participle, base) else "DN"
        for form, one in ((base, "B"), (_third(base), "S"), (past, kind), (_going(base), "G"),
                          (participle, "N")):  # fmt: skip
            forms[form] = forms.get(form, "") + one
    for form in ("said", "says", "told", "met", "sought", "fought"):
        forms[form] += "P"
    return forms


def forms_of(word: str) -> str:
    """The forms a lower-cased word may be; one in -ed that no list knows is taken for a past."""
    known = verb_forms().get(word)
    if known is None and word.endswith("ed") and len(word) > _SHORT and word not in _NO_PASTS:
        return "DN" if word.isalpha() else ""
    return known or ""


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _going(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    silent = base.endswith("e") and not base.endswith("ee")
    return (base[:-1] if silent else _doubled(base)) + "ing"


def _doubled(base: str) -> str:
    """ "stop" makes "stopped", "open" makes "opened"."""
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base) is not None
    return base + base[-1] if short or base in _DOUBLED else base


_DOUBLED: Final = frozenset(
    "admit begin cancel commit compel control defer expel forbid kidnap occur permit prefer "
    "refer regret submit transfer travel".split()
)
