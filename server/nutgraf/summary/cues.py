"""Words by which a sentence leans on another, speaks for its writer or names a decision, by
language."""

from __future__ import annotations

from typing import Final

_FIRST: Final = {
    "en": "i we my our me us you your i'm we're i've we've you're i’m we’re i’ve we’ve you’re",
    "de": "ich wir mein meine meinen unser unsere uns mich mir du dein ihr euch",
    "fr": "je j'ai nous mon ma mes notre nos moi vous votre vos c'est j’ai c’est",
    "es": "yo nosotros mi mis nuestro nuestra nos me tú usted su te",
    "it": "io noi mio mia miei nostro nostra ci mi tu voi vostro",
    "pt": "eu nós meu minha nosso nossa nos me você seu te",
    "nl": "ik wij we mijn ons onze mij me jij je jullie u uw",
    "sv": "jag vi min mitt mina vår våra oss mig du din ni er",
    "da": "jeg vi min mit mine vores os mig du din i jer",
    "no": "jeg eg vi min mitt mine vår våre oss meg du din dere",
    "fi": "minä me minun meidän minua meitä sinä te",
    "pl": "ja my mój moja nasz nasza nas mnie mi ty wy",
    "cs": "já my můj moje náš naše nás mě mi ty vy",
    "ru": "я мы мой моя наш наша нас меня мне ты вы",
    "tr": "ben biz benim bizim bana bize sen siz",
    "el": "εγώ εμείς μου μας εσύ εσείς",
}
_THIRD: Final = {
    "en": "he she they it this that these those his her their its him them who which",
    "de": "er sie es dies diese dieser dieses das sein seine ihr ihre ihn ihm ihnen",
    "fr": "il elle ils elles ce cela ceci celui celle ceux leur lui",
    "es": "él ella ellos ellas esto eso este esta su sus le les",
    "it": "lui lei loro egli ella essi questo questa suo sua gli le",
    "pt": "ele ela eles elas isto isso este esta seu sua lhe",
    "nl": "hij zij ze het dit dat deze zijn haar hun hem hen",
    "sv": "han hon de det den detta hans hennes deras honom henne dem",
    "da": "han hun de det den dette hans hendes deres ham hende dem",
    "no": "han hun ho de det den dette hans hennes deres ham henne dem",
    "fi": "hän he se ne tämä hänen heidän sen",
    "pl": "on ona oni one to ten ta jego jej ich go im",
    "cs": "on ona oni ono to ten ta jeho její jejich ho jim",
    "ru": "он она они оно это этот эта его её ее их ему им",
    "tr": "o onlar bu şu onun onların ona",
    "el": "αυτός αυτή αυτοί αυτό του της τους",
}
_LEANING: Final = {
    "en": "he she they it this that these those but and however instead also",
    "de": "er sie es dies diese dieser dieses das aber doch und auch",
    "fr": "il elle ils elles ce cet cette cela mais et",
    "es": "él ella ellos ellas esto eso pero y",
    "it": "lui lei loro questo questa ma e",
    "pt": "ele ela eles elas isto isso mas e",
    "nl": "hij zij ze het dit dat maar en",
    "sv": "han hon de det detta men och",
    "da": "han hun de det dette men og",
    "no": "han hun ho de det dette men og",
    "fi": "hän he se ne tämä mutta ja",
    "pl": "on ona oni to ale i",
    "cs": "on ona oni to ale a",
    "ru": "он она они это но и",
    "tr": "o onlar bu ama ve",
    "el": "αυτός αυτή αυτοί αυτό αλλά και",
}
_DECIDED: Final = {
    "en": "voted approved rejected ruled decided agreed ordered banned signed sentenced convicted elected appointed resigned announced",
    "de": "beschloss beschlossen entschied entschieden stimmte stimmten genehmigte lehnte verurteilte ernannt gewählt",
    "fr": "décidé adopté approuvé rejeté voté condamné ordonné interdit annoncé nommé élu démissionné",
    "es": "decidió aprobó rechazó votó ordenó prohibió condenó anunció eligió nombró acordó",
    "it": "deciso approvato respinto votato ordinato vietato condannato annunciato eletto nominato",
    "pt": "decidiu aprovou rejeitou votou ordenou proibiu condenou anunciou elegeu nomeou",
    "nl": "besloot besloten stemde goedgekeurd verbood veroordeeld benoemd gekozen kondigde",
    "sv": "beslutade röstade godkände avslog förbjöd dömdes utsågs valdes meddelade",
    "da": "besluttede stemte godkendte afviste forbød dømt udnævnt valgt meddelte",
    "no": "besluttet vedtok stemte godkjente avviste forbød dømt utnevnt valgt",
    "fi": "päätti hyväksyi hylkäsi äänesti kielsi tuomittiin nimitettiin valittiin",
    "pl": "zdecydował przyjął odrzucił głosował nakazał zakazał skazał ogłosił wybrał uchwalił",
    "cs": "rozhodl schválil zamítl hlasoval nařídil zakázal odsoudil oznámil zvolil jmenoval",
    "ru": "решил одобрил отклонил проголосовал приказал запретил приговорил объявил избрал назначил",
    "tr": "karar onayladı reddetti yasakladı açıkladı seçildi atandı",
    "el": "αποφάσισε ενέκρινε απέρριψε ψήφισε απαγόρευσε ανακοίνωσε εξέλεξε",
}


def _sets(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(said.split()) for language, said in lists.items()}


FIRST_PERSON: Final = _sets(_FIRST)
THIRD_PERSON: Final = _sets(_THIRD)
LEANING: Final = _sets(_LEANING)
DECIDED: Final = _sets(_DECIDED)
NONE: Final[frozenset[str]] = frozenset()
