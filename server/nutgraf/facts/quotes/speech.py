"""The words of reported speech: verbs that give words, what they ask for, what joins a clause."""

from __future__ import annotations

from typing import Final


def _forms(rows: str) -> frozenset[str]:
    return frozenset(rows.split())


# The commonest verbs of speech of other languages; they stand before a subject as after it.
ELSEWHERE: Final = _forms(
    "sagte sagt sagten erklärte erklärt betonte meinte schrieb fragte antwortete berichtete "
    "warnte kritisierte forderte ergänzte déclaré dit affirmé expliqué ajouté indiqué estimé "
    "précisé assuré déclare explique affirme ajoute estime dijo dice afirmó explicó señaló "
    "aseguró añadió declaró advirtió escribió detto dichiarato spiegato aggiunto afferma "
    "spiega disse afirmou explicou acrescentou declarou zei zegt verklaarde schreef vertelde "
    "aldus sade säger sa sier sagde siger"
)

# Verbs whose clause is the reporter's account of what was said, with or without "that".
REPORTED: Final = _forms(
    "said says say saying told tells telling added adding explained explains argued argues "
    "argue arguing announced announces announcing stated stating replied replies wrote writes "
    "warned warns warning insisted insists insist insisting noted notes note noting claimed "
    "claims claiming admitted admits admitting recalled recalls concluded concludes declares "
    "declaring observed joked joking tweeted tweets tweeting acknowledged acknowledges "
    "acknowledging suggested suggests suggest suggesting confirmed confirms denied denies "
    "complained complains complaining promised promises promising predicted predicts reported "
    "reports testified testifies vowed vows vowing stressed stresses stressing emphasized "
    "emphasizes emphasizing emphasised conceded concedes reiterated reiterates countered "
    "contended contends contend asserted asserts asserting alleged alleges cautioned cautions "
    "hinted boasted boasts boasting lamented bragged assured estimated estimates indicated "
    "indicates pointed points pointing confided"
)

# Verbs that may give words between quote marks; many a verb more than those that report.
SAID: Final = (
    REPORTED
    | ELSEWHERE
    | _forms(
        "tell add adds asked asks ask asking explain explaining announce writing claim admit "
        "continued continues conclude concluding declared declare commented comments commenting "
        "remarked remarks remarking observes observing shouted shouts shouting cried cries crying "
        "yelled yells yelling whispered quipped quips posted posts posting confirming denying "
        "complain answered answers responded responds responding testifying pledged pledges "
        "pledging urged urges urging called calls call calling described describes describe "
        "describing agreed agrees agreeing emphasises laughed sighed conceding maintained "
        "maintains maintaining reiterating counters countering mused muses laments lamenting brags "
        "fumed reasoned pleaded pleads begged begs read reads thundered exclaimed exclaims "
        "retorted scoffed ranted snapped offered intoned opined opines assures contending alleging "
        "charged charges charging cautioning advised advises hints signaled signalled repeated "
        "repeats repeating proclaimed proclaims proclaiming chanted chants chanting elaborated "
        "recounted recounts related revealed reveals revealing disclosed mentioned mentions "
        "wondered wonders wondering demanded demands demanding questioned questions quoted quotes "
        "remembered remembers put puts theorized blasted blasts blasting slammed slams slamming "
        "criticized criticised criticizes criticizing praised praises praising labeled labelled "
        "labels labeling dubbed dubs denounced denounces denouncing decried decries condemned "
        "condemns condemning accused accuses accusing dismissed dismisses dismissing mocked mocks "
        "mocking ridiculed hailed hails characterized characterizes characterizing referred refers "
        "referring deemed credited expressed expresses expressing thanked thanks thanking "
        "summarized echoed echoes echoing written recommended recommends recommending confessed "
        "confesses retaliated beamed volunteered reflected allowed ventured opened concurred "
        "begins began finished apologized gushed barked muttered interjected interrupted prayed "
        "sang chimed reporting predicting"
    )
)

# Verbs that may stand before their subject: "…," said the mayor.
INVERTED: Final = ELSEWHERE | _forms(
    "said says added adds asked asks explained explains argued argues wrote writes warned "
    "warns insisted insists noted notes claimed claims recalled recalls continued continues "
    "concluded concludes declared declares remarked remarks observed observes shouted cried "
    "joked quipped quips tweeted tweets replied replies answered responded responds commented "
    "announced stated lamented countered mused complained chimed reported reports read reads "
    "proclaimed exclaimed retorted"
)

# Verbs with an adverb that make a verb of speech: "shot back", "went on".
PHRASAL: Final = frozenset(
    (verb, particle)
    for particle, verbs in {
        "back": "shot shoots fired fires hit hits snapped pushed pushes wrote came",
        "on": "went goes carried pressed",
        "in": "chimed chimes weighed weighs broke cut jumped butted",
        "out": "called calls cried shouted yelled blurted burst spoke",
        "up": "piped spoke",
    }.items()
    for verb in verbs.split()
)

# Verbs that plainly give words, however far from the quote they stand in its sentence.
PLAIN: Final = _forms("said says say saying told tells telling added adds adding wrote writes")

# Forms that are nouns as often as verbs: "the report", "a call for".
NOUNS_TOO: Final = _forms(
    "call calls claim claims report reports note notes comment comments question questions "
    "promise promises demand demands warning suggestion posting saying praise charge charges "
    "answer answers posts offered put reading writing calling record point points credited "
    "related pledge"
)

PRONOUNS: Final = {"he": "m", "she": "f", "they": "", "it": "", "i": "", "we": "", "you": ""}

# What may stand between a subject and its verb.
BETWEEN: Final = _forms(
    "has had have having is was were are be been being will would could can did does do may "
    "might must should also then later still once twice often never ever recently already now "
    "just even again not himself herself themselves itself further previously earlier "
    "repeatedly simply soon finally first instead too long always both all each either "
    "famously reportedly ’s ’d ’ve ’ll 's 'd don’t doesn’t didn’t don't doesn't didn't hasn’t "
    "won’t"
)

# What joins clauses, or begins one.
JOINS: Final = _forms(
    "that but and or as while when because if after before although though since whether which who "
    "whom where so yet than until unless once why how what whose nor except like including"
)
PREPOSITIONS: Final = _forms(
    "of for at in from with on to by about into over under against during between among through "
    "within without near around toward towards upon per despite behind inside outside across"
)
# Those that may belong to the noun before them: "a spokesman for the group".
ATTACHING: Final = _forms("of for at from with in on to")
DETERMINERS: Final = _forms(
    "the a an his her their its our my your this these those some many several most few one two "
    "three four five six seven eight nine ten another other both all every each no any more "
    "various hundreds dozens thousands"
)
TIMES: Final = _forms(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning "
    "afternoon evening night week month year january february march april june july august "
    "september october november december"
)
