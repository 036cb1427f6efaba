"""The story's pictures are named, in their places, and nothing else is."""

from __future__ import annotations

import pytest

import nutgraf
from nutgraf.model import Image

WORDS = "There are enough words in this paragraph to be taken for a story by anyone. " * 3


def images_of(html: str) -> tuple[Image, ...]:
    page = f"<body><article><h1>Head</h1><p>{WORDS}</p>{html}<p>{WORDS}</p></article></body>"
    return nutgraf.read(page, "https://news.example/a/").story.images


@pytest.mark.parametrize(
    ("html", "sources"),
    [
        ("<img src='p.jpg'>", ["a/p.jpg"]),
        ("<img src='/static/spacer.gif' data-src='/p.jpg'>", ["p.jpg"]),
        ("<img src='data:image/png;base64,xx' srcset='/s.jpg 320w, /l.jpg 1200w,/m.jpg 640w'>", ["l.jpg"]),
        ("<img srcset='/one.jpg, /two.jpg 2x'>", ["two.jpg"]),
        ("<picture><source srcset='/p.webp 1x'><source srcset='/q.jpg'><img></picture>", ["p.webp"]),
        ("<img src='/p.jpg?w=300'><img src='/p.jpg?w=900'>", ["p.jpg?w=300"]),
        ("<img src='/p.jpg' width='40' height='40'>", []),
        ("<img src='https://count.example/1x1.gif'>", []),
        ("<img class='avatar' src='/p.jpg'>", []),
        ("<img src='data:image/png;base64,xx'>", []),
        ("<aside class='related'><img src='/p.jpg'><p>Other story</p></aside>", []),
        ("<img alt='no address'>", []),
    ],
)  # fmt: skip
def test_pictures_of_the_story_are_named_by_their_best_address(
    html: str, sources: list[str]
) -> None:
    """Lazy pictures and sets give the real one; icons, pixels, inlined ones and teasers none."""
    assert [image.src for image in images_of(html)] == [
        f"https://news.example/{s}" for s in sources
    ]


def test_a_picture_knows_its_caption() -> None:
    """The caption of a picture's own figure is its own, not that of the next one."""
    html = "<figure><img src='/a.jpg' alt=' A  sign '></figure><figure><img src='/b.jpg'><figcaption>The quay.</figcaption></figure>"
    first, second = images_of(html)

    assert (first.alt, first.caption) == ("A sign", None)
    assert second.caption == second.before
