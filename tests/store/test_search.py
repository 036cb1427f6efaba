"""What is looked for is found, in any script, and nothing a reader types breaks the search."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf.errors import BadRequest
from nutgraf.store import Query, Shelf
from tests.store.made import a_reading, keep_texts, texts_of

FOUND = [
    ("東京都は新しい駅を建設する。", "東京"),
    ("東京都は新しい駅を建設する。", "京都は"),
    ("東京都は新しい駅を建設する。", "駅"),
    ("東京都は新しい駅を建設する。", "新しい駅を建設"),
    ("カタカナのコンピュータ", "ピュータ"),
    ("北京市政府宣布新的交通计划", "交通计划"),
    ("北京市政府宣布新的交通计划", "府宣"),
    ("서울시는 오늘 발표했다", "서울"),
    ("서울시는 오늘 발표했다", "오늘 발표"),
    ("กรุงเทพมหานครเป็นเมืองหลวง", "เมือง"),
    ("قال الوزير إن الميزانية ارتفعت", "الميزانية"),
    ("मुंबई में भारी बारिश हुई", "बारिश"),
    ("Москва объявила о новых мерах", "МОСКВА"),
    ("Der Ärzteverband in Köln", "arzteverband koln"),
    ("Le café fermé à Orléans", "CAFE orleans"),
    ("Istanbul'da İstanbul Ünlü", "unlu"),
    ("A meeting in 2026 cost £4,500", "2026 4,500"),
    ("Anna O’Brien spoke", "o'brien"),
    ("an e-mail about C++ and .NET", "e-mail C++"),
    ("𠮷野家で食べる", "𠮷野"),
]
MISSED = [
    ("東京都は新しい駅を建設する。", "京東"),
    ("東京都は新しい駅を建設する。", "新駅"),
    ("The ferry left at six", "ferry train"),
    ("The ferry left at six", '"left ferry"'),
    ("The ferry left at six", "fer left"),
    ("The ferry left at six", "ferr "),
]


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_words_are_found_in_every_script(shelf: Shelf, text: str, words: str) -> None:
    """Any piece of a text without spaces, any case and any accent lead to it."""
    keep_texts(shelf, text, "Something else entirely.")

    assert texts_of(shelf, words) == {text}


@pytest.mark.parametrize(("text", "words"), MISSED)
def test_what_is_not_there_is_not_found(shelf: Shelf, text: str, words: str) -> None:
    """All words must occur, a phrase in its order, and only the last word may be begun."""
    keep_texts(shelf, text)

    assert texts_of(shelf, words) == set()


@pytest.mark.parametrize("words", ["pass", "counted passen", "co", "FERRY isl"])
def test_the_last_word_may_be_only_begun(shelf: Shelf, words: str) -> None:
    """A search as one types finds what the word is going to be."""
    shelf.keep(a_reading())

    assert len(shelf.find(Query(words)).rows) == 1
    assert shelf.find(Query(f"{words} ")).rows == ()


@pytest.mark.parametrize("words", ['"left the island"', "„left the island“", "«left the island»"])
def test_words_between_quote_marks_stand_together(shelf: Shelf, words: str) -> None:
    """The quote marks of any language make a phrase."""
    there, _ = keep_texts(shelf, "It left the island.", "The island it left.")

    assert [row.id for row in shelf.find(Query(words)).rows] == [there.id]


HOSTILE = [
    '"', '""', '"""', "'", "*", "a*b*", "^a", "-a", "a -b", "NOT", "AND OR NOT", "NEAR(a b, 5)",
    "head:", "body : a", "{head body} : a", "(", ")", "a)", "a(b", "a OR b", "+", "a + b", ":",
    "\x00", "a\x00b", "\x02\x03", "ferry\x02", "\ud800", "a\udfffb", "\u200b", "\u200bf\u200b",
    "…", "—", "!?.,;", "😀", "a" * 10_000, "a " * 10_000, '"a ' * 5_000, "東" * 5_000, "\n\t",
    "%", "_", "\\", "';--", "rank", "ferry\ufeff", "\U0010ffff", "e\u0301", "\u0301", "ﬀ",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_typed_breaks_the_search(shelf: Shelf, words: str) -> None:
    """The index's own signs, broken quotes, halves of characters: an answer, if an empty one."""
    shelf.keep(a_reading())

    assert len(shelf.find(Query(words)).rows) in (0, 1)
    assert len(shelf.find(Query(f"ferry {words}")).rows) in (0, 1)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_at_all_makes_a_search_fail(shelf: Shelf, words: str) -> None:
    """Any characters, halves of characters among them, as words and as filters."""
    shelf.keep(a_reading())

    shelf.find(Query(words))
    shelf.find(Query(site=words, tag=words, person=words))
    shelf.people(words)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_text_is_found_by_its_own_words(shelf: Shelf, words: str) -> None:
    """Whatever a note says, its words lead to it, if it says any."""
    kept = shelf.keep(a_reading(people=()))
    shelf.revise(kept.id, note=words)

    if any(sign.isalpha() and sign.isascii() for sign in words):
        quoted = words.replace('"', " ").replace("“", " ").replace("„", " ").replace("«", " ")
        assert shelf.find(Query(quoted)).rows


@pytest.mark.parametrize(
    "query",
    [
        Query(site="Brackwater Courier"),
        Query(site="brackwater courier"),
        Query(site="courier.example"),
        Query(site="www.Courier.example"),
        Query(person="maren oakley"),
        Query(person="Tobias Frenn"),
        Query(tag="HARBOUR"),
        Query(tag="später"),
        Query(since="2026-05-14", until="2026-05-14"),
        Query(since="2026-05", until="2026"),
        Query(unread=True),
        Query(
            "ferry",
            "Brackwater Courier",
            "Maren Oakley",
            "harbour",
            "2026-01-01",
            "2026-12-31",
            True,
        ),
        Query("maren"),
        Query("tobias frenn"),
        Query("remembered"),
    ],
)
def test_every_filter_finds_what_it_names(shelf: Shelf, query: Query) -> None:
    """Filters know no case, hold together, and names and notes are searched like the text."""
    text = "The ferry left, Maren Oakley said."
    kept = shelf.keep(a_reading(text, people=("Maren Oakley",), byline=("Tobias Frenn",)))
    shelf.revise(kept.id, tags=["Harbour", "SPÄTER"], note="to be remembered")
    other = shelf.keep(
        a_reading(
            "Rain.",
            url="https://other.example/",
            headline="Rain",
            site="Other",
            published="2020-02-02",
        )
    )
    shelf.revise(other.id, is_read=True)

    assert [row.id for row in shelf.find(query).rows] == [kept.id]


@pytest.mark.parametrize(
    "query",
    [
        Query("ferry", site="Other"),
        Query("ferry", person="Nobody"),
        Query("ferry", tag="none"),
        Query("ferry", since="2026-05-15"),
        Query("ferry", until="2026-05-13"),
        Query("ferry", deleted=True),
    ],
)
def test_one_filter_that_does_not_hold_is_enough(shelf: Shelf, query: Query) -> None:
    """Words and filters must all hold."""
    shelf.keep(a_reading())

    assert shelf.find(query).rows == ()


@pytest.mark.parametrize(
    "date",
    ["yesterday", "2026-5-1", "2026-13", "2026-02-30", "14.05.2026", "2026-05-14T10:00", "", "'"],
)
def test_a_date_that_is_none_is_told(shelf: Shelf, date: str) -> None:
    """A wrong date is the caller's error, not an empty answer."""
    if date:
        with pytest.raises(BadRequest, match="is no date"):
            shelf.find(Query(since=date))
    else:
        assert shelf.find(Query(since=date)).rows == ()


def test_the_best_come_first(shelf: Shelf) -> None:
    """Words of a headline weigh more than words of the text, and those in a name more too."""
    filler = "\n\n".join(["Nothing of note happened on this long and quiet day."] * 12)
    in_text = shelf.keep(
        a_reading(f"{filler}\n\nA ferry.", url="https://a.example/1", headline="Quiet")
    )
    in_head = shelf.keep(a_reading(filler, url="https://a.example/2", headline="The ferry"))
    shelf.keep(a_reading(filler, url="https://a.example/3", headline="Quiet"))

    assert [row.id for row in shelf.find(Query("ferry")).rows] == [in_head.id, in_text.id]


@pytest.mark.parametrize(("text", "words", "marked"), [
    ("The ferry left the island at six.", "ferry", ["ferry"]),
    ("The ferry left the island at six.", "isl", ["island"]),
    ("東京都は新しい駅を建設する。", "新しい", ["新しい"]),
    ("Le café fermé.", "cafe", ["café"]),
])  # fmt: skip
def test_a_snippet_is_a_piece_of_the_text(
    shelf: Shelf, text: str, words: str, marked: list[str]
) -> None:
    """Its pieces put together stand in the text as they are, and the found words are marked."""
    keep_texts(shelf, text)
    (row,) = shelf.find(Query(words)).rows

    assert "".join(piece for piece, _ in row.snippet).strip("…") in text
    assert "".join(p if m else " " for p, m in row.snippet).split() == marked


def test_no_page_can_write_the_marks_that_filters_look_for(shelf: Shelf) -> None:
    """A text with the index's own signs is not filtered by them, nor can a search ask for them."""
    words = "The \ue000tlater \ue000u \ue000b \ue000d2026 ferry."
    (kept,) = keep_texts(shelf, words)
    shelf.revise(kept.id, is_read=True)

    assert shelf.find(Query(unread=True)).rows == ()
    assert shelf.find(Query(deleted=True)).rows == ()
    assert shelf.find(Query("\ue000s636f7572696572 ")).rows == ()
    assert len(shelf.find(Query("tlater")).rows) == 1
