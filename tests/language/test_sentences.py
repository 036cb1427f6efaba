"""Sentences are places; a boundary stands where one ends and nowhere else."""

from __future__ import annotations

import time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.language.detect import detect, normal_code
from nutgraf.language.sentences import spans
from nutgraf.language.words import content_words, words
from nutgraf.limits import SENTENCE_CHARS
from nutgraf.model import Span


def split(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in spans(text, Span(0, len(text)), language)]


# One case a line: the language, then its sentences, parted by bars.
ENGLISH = """
en|J. K. Rowling wrote it.|She lives in Scotland.
en|George W. Bush left early.|He was not alone.
en|He moved to the U.S. in 2016.|Nobody noticed.
en|He moved to the U.S.|The rest stayed behind.
en|The train leaves at 5 p.m.|He missed it.
en|The train leaves at 5 p.m. Monday from London.|He missed it.
en|The store opens at 9 a.m. Saturday.|It closes late.
en|She works for Apple Inc.|It pays well.
en|Apple Inc. shares rose.|They fell later.
en|Smith vs. Jones was a draw.|Both went home.
en|They met on Main St.|The rain had stopped.
en|They met in St. Louis.|The rain had stopped.
en|He likes apples, pears, etc.|She does not.
en|Bring a tool, e.g. a hammer, i.e. something heavy.|Then begin.
en|Yahoo! said it would wait.|Others did not.
en|What did he say?!|Nobody knew.
en|He waited ... and waited.|Then he left.
en|He waited...|Nobody came.
en|(He left.)|She stayed.
en|She stayed (he left).|They met again.
en|He asked (why not?) Peter about it.
en|“Is it over?” Mr. Jones asked.|Nobody spoke.
en|“Is it over?”|He did not know.
en|"It is over."|"No."|They left.
en|The answer was no.|Nobody minded.
en|No. 10 was closed.|So was No. 11.
en|See pp. 10–12 and Fig. 3 for more.|It is short.
en|iPhone sales rose.|eBay did well too.
en|In 2016 he left.|iPhone sales rose.
en|Vitamin C. deficiency is rare.
en|He read about vitamin C.|The book was short.
en|Plan B.|He had none.
en|He felt ill.|Peter came.
en|It happened in Springfield, Ill. on Monday.|Nobody was hurt.
en|1. The first rule is silence.|2. The second is patience.
en|The rate is 3.5 percent.|It was 4.1 before.
en|He used Node.js and example.com for it.|It worked.
en|It cost $5.|Nobody paid.
en|He was born in 1950.|2,000 people came.
en|Sammy Davis Jr. sang.|Then he danced.
en|He is with the U.N. Security Council.|It meets today.
en|Officials in Washington, D.C. said so.|They were sure.
en|Prof. Dr. Miller and Lt. Gov. Brown agreed.|So did Sen. White.
en|Gen. Lee met Rep. Green on Feb. 22 in Ga. with others.|It rained.
en|At 10 a.m. EST he called.|At 3 p.m. he left.
en|Mr. Will Smith and Mrs. So came.|They ate.
en|He left.[1]|She stayed.[23]|They met.
en|Use approx. 3 cups.|Stir well.
en|He said: “Go.”|Then he went.
en|Wait.|What?|No!|Yes.
en|He spoke of Warner Bros. and Disney.|Both declined.
en|Roe v. Wade was decided in 1973.|It was overturned.
en|Smith et al. (2016) disagree.|They are right.
en|He went to Ph.D. school.|It took years.
en|It was led by A. C. Milan.|It was a good year.
en|He left […] and came back.|[…] Then he slept.
en|He lives at 5 Elm Ave.|The house is red.
en|Great! 🎉
en|Mt. Everest is high.|Ft. Worth is not.
en|The firm, Smith & Co., failed.|Its owner fled.
en|The firm was Smith & Co.|It failed.
en|He asked: why?|Because he could.
en|The mayor (D., Ohio) won.|She smiled.
en|Is that so? he asked.
en|He is 6 ft.|She is 5 ft. 3 in. tall.
en|The Rev. Jesse Jackson spoke.|It was late.
en|He sang “Who Let the Dogs Out?” and left.|Nobody clapped.
"""
GERMAN = """
de|Der Zug fährt um 8 Uhr.|Sie wartet.
de|Er hat z. B. drei Hunde und z.B. Katzen.|Sie nicht.
de|Am 3. Oktober kam er.|Am 4. ging er.
de|Dr. h. c. Maria Weber sprach.|Alle hörten zu.
de|Der 2. Weltkrieg endete 1945.|Die Stadt lag in Trümmern.
de|Er wurde 45.|Die Feier war klein.
de|Das gilt d. h. immer.|Nicht nur heute.
de|Rom wurde 753 v. Chr. gegründet.|Das sagt man.
de|Er starb 44 v. Chr.|Danach kam der Krieg.
de|Es gab Äpfel, Birnen usw.|Alle aßen.
de|Nach § 5 Abs. 2 Nr. 3 gilt das.|Es ist neu.
de|Er zahlte 5 Mio. Euro und 2 Mrd. Dollar.|Das war viel.
de|„Warum?“, fragte sie.|Er schwieg.
de|„Warum nicht?“ fragte sie.|„Darum.“|Er schwieg.
de|»Komm mit!« rief er.|»Nein.«|Sie blieb.
de|Sie wohnt in der Goethestr. 5 in Bonn.|Er auch.
de|Kaiser Wilhelm II. dankte ab.|Das war 1918.
de|Am 3. 10. 1990 war es so weit.|Viele kamen.
de|Er spielt beim 1. FC Köln.|Sie nicht.
de|Die Firma in St. Gallen schloss.|Es war schade.
de|Das sog. Wunder blieb aus.|Ca. 30 Leute gingen.
de|Sie kam auf Platz 3.|Peter wurde Vierter.
de|Die Zahl stieg auf 25.|Experten warnen.
de|Im 19. Jh. war es anders.|Damals war es kalt.
de|Frau Prof. Dr. Meier sprach mit Hrn. Dr. Schulz.|Es wurde spät.
de|Er ging...|Niemand sah ihn.
"""
ROMANCE = """
fr|Le train part à 8 h.|Elle attend.
fr|M. Dupont et Mme Durand sont là.|Ils parlent.
fr|M. Le Goff est parti.|Il reviendra.
fr|Il dit : « Non. »|Elle part.
fr|« Pourquoi ? » demande-t-elle.|Il se tait.
fr|Il est né en 52 av. J.-C. à Rome.|Il y vécut.
fr|Voir p. 5 et art. 3 du code.|C’est clair.
fr|Il a vu des chats, des chiens, etc.|Le soir tombait.
fr|Quelle énergie ?|Personne ne le sait.
fr|Il a parlé.|« Nous partons », a-t-il dit.
fr|L’eau est à 5° C.|De nombreux poissons meurent.
fr|P. ex. le lundi, c.-à-d. demain.|Ou jamais.
fr|J.-P. Martin et E. Zola écrivent.|Ils signent.
fr|Le Dr. Martin arrive.|Il est tard.
fr|Il pèse 5 kg.|Elle rit.
es|El Sr. Gómez y la Sra. Ruiz llegaron.|Era tarde.
es|Vive en EE. UU. desde 2010.|Le gusta.
es|Vive en EE. UU.|No quiere volver.
es|¿Quién?|¡Nadie!|¿Por qué?
es|Murió en 44 a. C.|El imperio siguió.
es|Compró pan, leche, etc.|Luego volvió.
es|Véase la pág. 5 y el núm. 3.|Es breve.
es|«¿Por qué?», dijo ella.|Nadie respondió.
es|Dijo que no.|Diez personas salieron.
es|La Dra. Pérez vive en la Av. Central.|Es médica.
es|P. ej. hoy.|Mañana no.
it|Il sig. Rossi e la sig.ra Bianchi sono qui.|È tardi.
it|Il dott. Verdi arriva alle 8.|Aspetta.
it|Pane, latte, ecc.|Poi torna a casa.
it|L’on. Neri parla a p. 5.|Tutti ascoltano.
it|«Perché?» chiese lei.|Lui tacque.
pt|O Sr. Silva e a Sra. Costa chegaram.|Era tarde.
pt|Ele disse que não.|Ninguém ouviu.
pt|A Dra. Lima mora na Av. Paulista.|É longe.
pt|Comprou pão, leite, etc.|Depois voltou.
"""
NORTHERN = """
nl|Dhr. Jansen en mevr. de Vries zijn er.|Het is laat.
nl|Hij ging naar huis.|'s Avonds kwam hij terug.
nl|Dat is o.a. bijv. een boek.|Niemand las het.
nl|Het kost ca. 5 euro.|Dat is veel.
nl|Zij is op 3 mei geboren.|Hij niet.
nl|Boeken, kranten, enz.|Daarna ging hij.
nl|Ir. J. van den Berg sprak.|Men zweeg.
sv|Han kom t.ex. den 3 maj.|Hon kom inte.
sv|Det var bl.a. kallt, blött osv.|Sedan kom våren.
sv|Det kostar 5 kr.|Ingen betalar.
sv|Hon såg honom.|Han såg henne, s.k. vän.
da|Han kom den 3. maj.|Hun kom ikke.
da|Det er f.eks. bl.a. koldt.|Sådan er det.
da|Det koster 5 kr.|Ingen betaler.
da|Kl. 8 gik han.|Hun blev.
no|Han kom den 3. mai.|Hun kom ikke.
no|Det er f.eks. og bl.a. kaldt.|Slik er det.
no|Det skjedde kl. 8 på s. 5.|Ingen så det.
no|Han er 45.|Kona er yngre.
fi|Hän tuli 3. toukokuuta.|Hän lähti pian.
fi|Esim. koira, kissa jne.|Sitten hän meni.
fi|Hän on 45.|Vaimo on nuorempi.
"""
EASTERN = """
pl|W 1995 r. wyjechał.|Nie wrócił.
pl|Było to w 1995 r.|Nikt nie wiedział.
pl|Zarabia 5 tys. zł na ul. Długiej.|To dużo.
pl|Prof. Nowak i dr Kowalski są tu, m.in. dzisiaj.|Jest późno.
pl|Kupił chleb, mleko itd.|Potem wrócił.
cs|Přišel 3. května.|Odešel brzy.
cs|Je to tzv. dům, např. velký.|Nikdo tam není.
cs|Koupil chléb, mléko atd.|Pak se vrátil.
cs|Bylo jich 25.|Nikdo nespal.
ru|В 1995 г. он уехал.|Не вернулся.
ru|Это было в 1995 г.|Никто не знал.
ru|А. С. Пушкин жил на ул. Мойка.|Он писал.
ru|Это, т. е. дом, стоит 5 млн. рублей.|Дорого.
ru|Он живёт в г. Москва.|Она тоже.
ru|Хлеб, молоко и т. д.|Потом он ушёл.
ru|— Почему? — спросил он.|Она молчала.
ru|Цена выросла до 5 тыс.|Люди недовольны.
tr|O 3. sırada oturdu.|Sonra kalktı.
tr|II. Dünya Savaşı bitti.|Herkes sevindi.
tr|Dr. Yılmaz ve Prof. Kaya geldi.|Saat geçti.
tr|Elma, armut vb. aldı.|Sonra gitti.
tr|Elma, armut vb.|Sonra gitti.
tr|Bu 19. Yüzyıl evidir.|Çok eski.
el|Ποιος το είπε;|Κανείς δεν ξέρει.
el|Ο κ. Παπαδόπουλος ήρθε π.χ. χθες.|Έφυγε νωρίς.
el|Γεννήθηκε το 44 π.Χ.|Πέθανε νέος.
hu|A 2. Világháború véget ért.|Mindenki örült.
uk|Він жив на вул. Шевченка.|Потім поїхав.
"""
OTHERS = """
xx|Unknown tongue.|Second one.
ar|متى يبدأ العمل؟|في يونيو.
hi|वह गया।|वह आई।
ko|2024. 5. 3. 서울에서 만났다.|비가 왔다.
"""


def cases(*tables: str) -> list[tuple[str, list[str]]]:
    """The language and the sentences of every line of these tables."""
    lines = [line.split("|") for table in tables for line in table.strip().splitlines()]
    return [(language, sentences) for language, *sentences in lines]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Smith went home.", "He was tired."]),
        ("en", ["See No. 10 for more.", "It is short."]),
        ("en", ["“Why not?” she asked.", "Nobody answered."]),
        ("en", ["He paid $3.5 million on Feb. 22 in cash.", "They laughed."]),
        ("en", ["The U.S. Senate met.", "It voted no."]),
        ("en", ["“We go now,” he said.", "“We stay.”", "They stayed."]),
        ("de", ["Der Preis stieg auf z.B. 3,5 Prozent.", "Das reicht."]),
        ("fr", ["M. Dupont est parti à huit heures.", "Elle est restée."]),
        ("es", ["¿Quién lo dijo?", "Nadie lo sabe."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, sentences: list[str]) -> None:
    """Abbreviations, numbers, dates and speech do not cut a sentence."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), cases(ENGLISH))
def test_english_short_forms_initials_and_quotes(language: str, sentences: list[str]) -> None:
    """A short form ends a sentence only before a word that begins one; "?" and "!" end none
    that goes on in small letters."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), cases(GERMAN))
def test_german_ordinals_and_nouns(language: str, sentences: list[str]) -> None:
    """A number with a stop before a noun is an ordinal, though the noun has a capital."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), cases(ROMANCE))
def test_romance_languages(language: str, sentences: list[str]) -> None:
    """A spaced guillemet belongs to what it closes; a lone small letter is a unit, no initial."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), cases(NORTHERN))
def test_languages_of_the_north(language: str, sentences: list[str]) -> None:
    """Ordinals and dates go on in small letters; each language has its own short forms."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), cases(EASTERN))
def test_languages_of_the_east(language: str, sentences: list[str]) -> None:
    """A year's "r." or "г." ends a sentence, a town's does not; the Greek ";" asks a question."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), cases(OTHERS))
def test_scripts_without_capitals(language: str, sentences: list[str]) -> None:
    """Where no letter is a capital the stop alone decides; a date's stops are none."""
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["He left.", "He came back."]),
        ("en", ["He left early.", '"She stayed late," he said.']),
        ("en", ['"He left early."', "She stayed late."]),
        ("en", ["He left.", "“She stayed.”"]),
        ("en", ["“He left.”", "She stayed."]),
        ("en", ["Who left?", "They did."]),
        ("fr", ["Il est parti.", "L’autre attend."]),
        ("en", ["Go to example.com or the U.S.A now, said Node.js and Booking.com at 3.5."]),
        ("en", ["Feb.22 was cold at Dr.Smith's."]),
        ("zh", ["同意了.", "工程开始!", "谁?"]),
    ],
)
def test_glued_sentences_part_and_names_do_not(language: str, sentences: list[str]) -> None:
    """A stop without a space after it parts two sentences, but no address, number or name."""
    assert split("".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["他说：“谁来？”他问道。", "没人。"]),
        ("ja", ["「行こう！」と彼は言った。", "雨だ。", "帰ろう!", "早く。"]),
    ],
)
def test_a_wide_quotation_is_taken_up_again(language: str, sentences: list[str]) -> None:
    """A closed question goes on in the words that say who asked."""
    assert split("".join(sentences), language) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["he went home.", "she stayed, e.g. there.", "why?", '"no," she said.'],
        ["dr. smith moved to the u.s. in may.", "the rest of the u.s. army stayed."],
        ["the train left at 5 p.m.", "he missed it.", "“why now?” he asked.", "nobody knew."],
    ],
)
def test_a_text_all_in_small_letters_has_sentences(sentences: list[str]) -> None:
    """Where every letter is small, a small letter is no sign that a sentence goes on."""
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "lines",
    [
        ["One thing", "", "Another thing"],
        ["What we need", "- bread", "- milk and water", "2. salt"],
        ["A short heading", "The text below it is far longer than any line is. " * 3 + "It ends"],
        ["It ends here.", "then it goes on"],
    ],
)
def test_lines_that_part(lines: list[str]) -> None:
    """A blank line, a list's mark, a heading's end and a stop at the end of a line all part."""
    starts = [one.split("\n")[0] for one in split("\n".join(lines))]

    assert all(any(s.startswith(line[:20]) for s in starts) for line in lines if line)


def test_a_wrapped_line_does_not_part() -> None:
    """A line that ends in the middle of a sentence, or after a title, goes on in the next."""
    assert len(split("The mayor met Dr.\nWeber in the town\nHall on Monday.")) == 1


@pytest.mark.parametrize("piece", ["a. ", '"', ".", "1. ", '." ', "(a? ", "z. B. ", 'a."Bc', "\n "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Twice the text takes about twice the time, whatever it repeats."""

    def seconds(chars: int) -> float:
        text = (piece * chars)[:chars]
        start = process_time()
        spans(text, Span(0, chars), "de")
        return process_time() - start

    seconds(1_000)
    assert seconds(200_000) < 20 * max(seconds(50_000), 0.02)


@given(
    text=st.text(st.sampled_from(list("aBé1.?!…\"'”“„«»()[] \n\u00a0-–;。」と的")), max_size=60),
    language=st.sampled_from(["en", "de", "fr", "nl", "el", "ja", "ru", "xx"]),
)
def test_every_character_that_is_no_space_is_in_one_sentence(text: str, language: str) -> None:
    """Sentences are in order, without outer white space, and lose nothing, wherever they stand."""
    found = spans(f"xx{text}yy", Span(2, 2 + len(text)), language)
    pieces = split(text, language)

    assert [(f"xx{text}yy")[s.start : s.end] for s in found] == pieces
    assert all(piece == piece.strip() != "" for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ja", "町は静かだった。「行こう」と彼は言った。雨が降った。", 3),
        ("zh", "市长周一表示同意。工程将于六月开始！谁来付钱？", 3),
        ("ar", "وافق المجلس يوم الاثنين. متى يبدأ العمل؟ في يونيو.", 3),
        ("ko", "시장은 월요일에 동의했다. 공사는 6월에 시작된다.", 2),
        ("ru", "Совет собрался в пятницу. Решение принято.", 2),
        ("el", "Το συμβούλιο συμφώνησε. Τα έργα αρχίζουν τον Ιούνιο.", 2),
        ("xx", "Unknown tongue here. Second one.", 2),
    ],
)
def test_other_scripts_have_sentences_too(language: str, text: str, count: int) -> None:
    """Each script's own stops are known; an unknown language still works."""
    found = split(text, language)

    assert len(found) == count
    assert "".join(found) == text.replace(" ", "") or " ".join(found) == text


def test_spans_cover_all_words_and_no_outer_space() -> None:
    """Nothing between sentences is lost but white space."""
    text = "  One here.\nTwo there.   Three … and more  \n"
    found = spans(text, Span(0, len(text)), "en")

    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in found)
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == "".join(text.split())


def test_no_sentence_is_longer_than_the_limit() -> None:
    """A page without a full stop is cut at a space, not shown as one sentence."""
    text = "word " * 2_000

    assert max(len(one) for one in split(text)) <= SENTENCE_CHARS


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("The council of the town said that it will be a long winter for all of us.", None, "en"),
        ("Der Rat der Stadt hat gesagt, dass es ein langer Winter wird für uns alle.", None, "de"),
        ("Le conseil de la ville a dit que ce sera un long hiver pour nous tous.", None, "fr"),
        ("市長は月曜日に同意した", None, "ja"),
        ("Совет города сказал, что зима будет долгой", "en", "ru"),
        ("Some words", "en-GB", "en"),
        ("Noen ord", "nb", "no"),
        ("12345 67", None, None),
        ("Some words that are English in the end, and it is clear", "not a code!", "en"),
    ],
)
def test_the_language_is_what_the_page_says_unless_the_script_denies_it(
    text: str, said: str | None, language: str | None
) -> None:
    """Offline: the page's own word, the script, then the commonest small words."""
    assert detect(text, said) == language


def test_codes_are_normal() -> None:
    """BCP 47 codes become the bare language."""
    assert [normal_code(c) for c in ("pt_BR", "zh-Hant-TW", "", None, "english")] == [
        "pt", "zh", None, None, None,
    ]  # fmt: skip


def test_words_and_content_words() -> None:
    """Words keep inner apostrophes; stop words go; scripts without spaces give pairs."""
    assert words("It’s the mayor's day, 3 times!") == [
        "it’s",
        "the",
        "mayor's",
        "day",
        "3",
        "times",
    ]
    assert content_words("The mayor of the town", "en") == ["mayor", "town"]
    assert content_words("東京都", "ja") == ["東京", "京都"]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Er war im Amt bis 2005.", "Weber folgte ihm nach."]),
        ("de", ["Das Gesetz gilt ab 2025.", "Mieter sparen Geld."]),
        ("de", ["Im Jan. 2021 war der Hafen zu.", "Am 5. Okt. 2021 war er offen."]),
        ("fr", ["Il est né le 3 févr. 1950.", "Il est mort le 5 sept. 2000."]),
        ("es", ["Se firmó el 3 de dic. 2020.", "Nadie vino."]),
        ("it", ["È nato il 3 sett. 1950.", "Poi partì."]),
    ],
)
def test_years_end_sentences_and_short_months_do_not(language: str, sentences: list[str]) -> None:
    """A year may end a sentence after any preposition; a month's short form before one never."""
    assert split(" ".join(sentences), language) == sentences


def test_short_forms_after_a_rule_are_read_in_time() -> None:
    """A long rule of dashes before many short forms is read once, not once for each."""
    text = "-" * 30_000 + " a " + "e.g. b " * 1_400
    start = time.process_time()

    assert len(split(text)) >= 1
    assert time.process_time() - start < 1
