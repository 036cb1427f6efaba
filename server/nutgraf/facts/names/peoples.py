"""Words for peoples, faiths and parties' followers: they look like names and name nobody."""

from __future__ import annotations

from typing import Final

_PEOPLES: Final = frozenset(
    "afghan albanian algerian american andorran angolan antiguan argentine argentinian armenian "
    "aussie australian austrian azerbaijani azeri bahamian bahraini bangladeshi barbadian basque "
    "bavarian belarusian belgian belizean beninese bhutanese bolivian bosnian botswanan brazilian "
    "breton briton british bruneian bulgarian burkinabe burmese burundian californian cambodian "
    "cameroonian canadian catalan chadian chechen chilean chinese colombian comorian congolese "
    "corsican croat croatian cuban cypriot czech czechoslovak dane danish djiboutian dominican "
    "dutch dutchman ecuadorean ecuadorian egyptian emirati english englishman eritrean estonian "
    "ethiopian fijian filipino finn finnish fleming flemish french frenchman gabonese gambian "
    "georgian german ghanaian greek greenlander grenadian guatemalan guinean guyanese haitian "
    "hawaiian honduran hungarian icelander icelandic indian indonesian iranian iraqi irish "
    "irishman israeli italian ivorian jamaican japanese jordanian kashmiri kazakh kazakhstani "
    "kenyan korean kosovan kosovar kurd kurdish kuwaiti kyrgyz laotian latvian lebanese liberian "
    "libyan lithuanian londoner luxembourgish macedonian malagasy malawian malay malaysian "
    "maldivian malian maltese manx mauritanian mauritian mexican moldovan mongolian montenegrin "
    "moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian omani "
    "pakistani palestinian panamanian paraguayan parisian persian peruvian pole polish portuguese "
    "qatari romanian russian rwandan salvadoran salvadorean samoan saudi scot scottish senegalese "
    "serb serbian sicilian singaporean slovak slovakian slovene slovenian somali spaniard spanish "
    "sudanese surinamese swazi swede swedish swiss syrian taiwanese tajik tanzanian texan thai "
    "tibetan togolese tongan trinidadian tunisian turk turkish turkmen ugandan ukrainian uruguayan "
    "uyghur uighur uzbek venezuelan vietnamese welsh welshman yemeni yemenite yugoslav zambian "
    "zimbabwean asian african european arab arabic arabian latino latina hispanic scandinavian "
    "rican lankan zealander leonean verdean herzegovinian "
    "nordic soviet western eastern aboriginal maori māori inuit roma rohingya tamil sinhalese "
    "zulu hutu tutsi punjabi bengali gujarati hindi urdu slav slavic balkan caribbean-born "
    "american-born anglo-saxon celtic latin greek-cypriot turkish-cypriot yankee".split()
)  # fmt: skip
_FAITHS: Final = frozenset(
    "muslim christian jew jewish hindu buddhist sikh catholic protestant orthodox sunni shia "
    "shiite islamic islamist evangelical anglican lutheran methodist baptist mormon quaker zionist "
    "democrat democratic republican tory conservative liberal socialist communist marxist leninist "
    "maoist nazi fascist peronist labourite zoroastrian pagan atheist".split()
)
# Words that are also a people's or a party's followers' but open or end the names of bodies.
PEOPLES: Final = _PEOPLES | _FAITHS


def is_people(word: str) -> bool:
    """Whether a word is a people or a faith, one of them or many."""
    low = word.lower()
    return low in PEOPLES or (low[-1:] == "s" and low[:-1] in PEOPLES)
