"""Lines that are not the story, whatever finds them: one table of what they say, and why they go.

Patterns hold for short blocks only: a long paragraph that mentions a newsletter is a story about
newsletters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nutgraf.story.blocks import PageBlock

_SHORT_WORDS: Final = 32
_SHORT_CHARS: Final = 400
_HASHTAGS: Final = 2
_MOSTLY_LINKS: Final = 0.6

AD: Final = "an advertisement or its marker"
SHARE: Final = "buttons for sharing and following"
NEWSLETTER: Final = "an invitation to a newsletter"
SUBSCRIBE: Final = "an invitation to subscribe or sign in"
PROMPT: Final = "a notification, cookie or consent prompt"
RELATED: Final = "a pointer to other stories"
COMMENTS: Final = "reader comments"
NAVIGATION: Final = "a menu or navigation"
FOOTER: Final = "the page's footer or a copyright line"
VIDEO: Final = "a video player and its captions"
CONTROL: Final = "a button or a form"
STAMP: Final = "a time stamp or reading time"
TAGS: Final = "a list of tags or topics"
BROWSER: Final = "a message about the browser"
FEEDBACK: Final = "a question or reaction about the page"
DRAWING: Final = "words inside a picture or a player"
BIO: Final = "a note about the author"

_LINES: Final = (
    (AD, r"(?:advertisements?|advertising|sponsored(?: content| by .*)?|paid (?:post|content)|ad|"
         r"anzeige|werbung|publicit[ée]|publicidad|pubblicit[àa]|publicidade|advertentie|annons|"
         r"annonse?|reklame?|реклама|広告|广告|إعلان|ΔΙΑΦΗΜΙΣΗ)\W*$"),
    (AD, r"(?:story|article|content|text) continues (?:below|after|under)\b|scroll (?:down )?to "
         r"continue|continue reading below"),
    (PROMPT, r"(?:web|push|browser) notifications?\W*$|.{0,60}would like to (?:send|show) you .{0,20}"
             r"notifications?|(?:activate|enable|allow|turn on|get) .{0,20}notifications?\W*$"),
    (PROMPT, r"(?:we|this (?:web)?site|our (?:web)?sites?) (?:and our partners )?uses? cookies (?:and|on|for|to (?:improve|personali[sz]e|give|offer|ensure|"
             r"provide|enhance|make|help|analy[sz]e|understand|deliver|show))\b|"
             r"(?:accept|reject|manage) (?:all )?(?:cookies|consent|preferences)"),
    (NEWSLETTER, r"(?:sign up|subscribe|register)\b.*\b(?:newsletters?|inbox|alerts?|digest|"
                 r"briefing|e-?mails?|updates)\b|.*\bdelivered (?:straight |directly )?to your "
                 r"(?:inbox|e-?mail)|(?:thank you|thanks) for (?:subscribing|signing up)|"
                 r"join (?:the )?(?:over |more than )?[\d,.]+[km]? (?:other )?(?:readers|subscribers)|"
                 r"get (?:the|our|your) .{0,60}(?:newsletter|inbox)|(?:our |the |daily |weekly |"
                 r"morning |free )*newsletters?\W*$"),
    (SUBSCRIBE, r"(?:subscribe|register|sign in|sign up|log ?in|join)(?: now| today| here)?"
                r"(?: to (?:continue|read|keep|unlock|get|access)\b.*|\W*$)|already (?:a|have a) "
                r"(?:subscriber|member|subscription)|to (?:continue|keep) reading\b.{0,60}$|this "
                r"(?:article|story|content) is (?:only )?(?:for|exclusive to|reserved for|available "
                r"(?:only )?to) .{0,20}(?:subscribers|members)|you have \d+ (?:free )?(?:articles?|"
                r"stories) (?:left|remaining)|(?:to (?:read|see) (?:on|more|(?:the |this )?(?:full |"
                r"whole |entire |rest of (?:the|this) )?(?:story|article))|for (?:full )?access)\b.{0,20}\b"
                r"(?:subscribe|register|sign (?:in|up)|log ?in|become a)\b.{0,60}$|(?:subscribe|become a "
                r"(?:subscriber|member))\b.{0,40}\bto (?:continue|read|keep|unlock)\b.{0,40}$|unlimited (?:digital )?access\b.{0,60}$"),
    (SUBSCRIBE, r".{0,12}(?:会員限定|有料会員|会員登録|ログインして|続きを読む|登録すると)|dieser artikel ist "
                r"(?:nur )?für abonnenten|cet article est réservé|il vous reste \d|contenido (?:exclusivo )?para"),
    (FEEDBACK, r"(?:was|did you find) this (?:page|article|story|answer)?.{0,10}helpful|(?:.{0,40}"
               r"\b)?react to this (?:story|article)|"
               r"rate this (?:page|article|story)"),
    (AD, r"(?:we|this (?:page|article|post|site)) (?:may |might )?(?:earn|receive|contains?) .{0,30}"
         r"(?:commissions?|affiliate|compensation)|as an \w+ associate"),
    (SHARE, r"share(?: this)?(?: story| article| page| post)?(?:(?: on| via| with)\b|\s*[:：|]|\s*$).{0,60}$|"
            r"(?:follow|like|find|join) us (?:on|at)\b|(?:(?:tweet|facebook|twitter|whatsapp|"
            r"linkedin|reddit|telegram|pinterest|e-?mail|print|copy link|save|x|bluesky|comments?)"
            r"\W*)+$|teilen\W*$|partager\W*$|compartir\W*$|condividi\W*$|シェア\W*$|مشاركة\W*$"),
    (RELATED, r"(?:read|see|watch|view) (?:more|also|next|now)\b|also read\b|read this next|"
              r"click here\b|(?:related|recommended|trending|popular|latest|top|more|other|next|"
              r"further|similar)(?: (?:stories|story|articles?|news|posts?|topics|reading|content|"
              r"links|coverage|headlines|videos))?\s*:?$|(?:more|most)(?: popular| read| viewed| "
              r"from| on| in| about)\b.{0,60}$|(?:next story|up next|read next|don.t miss|you "
              r"(?:may|might) (?:also )?(?:like|be interested)|editors?.{0,2} picks?|in case you "
              r"missed|what to read next|related\s*:)|(?:lesen sie auch|mehr zum thema|lire aussi|"
              r"[àa] lire aussi|lea tambi[ée]n|leia tamb[ée]m|leggi anche|lees ook|läs (?:också|mer)"
              r"|les også|læs også|czytaj też|читайте также|関連記事|اقرأ أيضا)\b"),
    (COMMENTS, r"(?:\d+ )?comments?(?: \(\d+\))?\W*$|(?:leave|post|add|write|view|show) (?:a |all )?"
               r"(?:comments?|reply)\b.{0,30}$|join the (?:conversation|discussion)|(?:log|sign) in "
               r"to (?:comment|reply)|reader comments\W*$|what do you think\?"),
    (FOOTER, r"(?:copyright|©|\(c\) ?\d{4})|.{0,80}(?:all rights reserved|alle rechte vorbehalten|"
             r"tous droits réservés|todos los derechos reservados|tutti i diritti riservati)"),
    (VIDEO, r"watch(?: now| live| on \w+| the video| video)?\s*:|watch on youtube|(?:video|photos?|"
            r"gallery|listen|podcast|audio)\s*:|(?:play|playing|replay) video|video player\b|"
            r"(?:click|tap) to (?:play|watch|listen)|listen to this (?:article|story)"),
    (STAMP, r"(?:first )?(?:published|updated|last (?:updated|modified)|posted|veröffentlicht|publié|"
            r"publicado|pubblicato|aktualisiert|mis à jour)\b[^.!?]{0,70}$|\d+ (?:min|minute)s?"
            r"(?: read)?\W*$"),
    (TAGS, r"(?:tags?|topics?|filed under|categor(?:y|ies)|schlagwörter|mots-clés|etiquetas)\s*:"),
    (BROWSER, r"(?:please )?(?:enable|turn on|activate) javascript|your browser (?:does not|doesn.t|"
              r"is)\b|loading\W*$|(?:skip|jump|back) to (?:main content|content|top|navigation)"),
)  # fmt: skip
_LINE_PATTERNS: Final = tuple((reason, re.compile("(?:" + p + ")", re.I)) for reason, p in _LINES)
REASONS: Final = {reason: at for at, reason in enumerate(dict.fromkeys(r for r, _ in _LINES), 1)}
"""Every reason a line is given for, with its number."""
_ANY_LINE: Final = re.compile("|".join(f"(?:{p})" for _, p in _LINES), re.I)
_LEAD: Final = re.compile(r"^[^\w©(]+")
_NEVER_TOLD: Final = frozenset({AD, PROMPT, NEWSLETTER, SUBSCRIBE, FEEDBACK, FOOTER, BROWSER})
_SENTENCE_END: Final = re.compile(r"[.!?。！？؟…][\"'”’»」)\]]*$")
_HASHTAG: Final = re.compile(r"(?:^|\s)#[^\W\d]\w+")

FLAG_REASONS: Final = {
    "dialog": PROMPT, "ad": AD, "share": SHARE, "newsletter": NEWSLETTER, "related": RELATED,
    "comments": COMMENTS, "nav": NAVIGATION, "menu": NAVIGATION, "footer": FOOTER, "control": CONTROL, "form": CONTROL,
    "bio": BIO, "drawing": DRAWING,
}  # fmt: skip


def line_reason(text: str, *, told: bool = False) -> str | None:
    """Why a short line is not the story's, by what it says; None for a line of the story.

    `told`: something speaks for the line. If it also ends as a sentence, only what no story says
    counts against it: "Most in the town agree." begins like a list of the most read.
    """
    if len(text) > _SHORT_CHARS or len(text.split()) > _SHORT_WORDS:
        return None
    hashtags, reasons = _reasons(text)
    if told and (hashtags or reasons) and _SENTENCE_END.search(text):
        return next((reason for reason in reasons if reason in _NEVER_TOLD), None)
    return VIDEO if hashtags else next(iter(reasons), None)


@lru_cache(maxsize=4096)
def _reasons(text: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a short line is made of hashtags, and every reason its words give."""
    hashtags = "#" in text and len(_HASHTAG.findall(text)) >= _HASHTAGS
    flat = _LEAD.sub("", text.replace("\n", " "))
    if not _ANY_LINE.match(flat):
        return hashtags, ()
    return hashtags, tuple(reason for reason, pattern in _LINE_PATTERNS if pattern.match(flat))


def flag_reason(block: PageBlock, own: frozenset[str]) -> str | None:
    """Why a block is not the story's, by what its containers say; `own` are the paths of
    containers that hold the story itself, whose word does not count."""
    flags = {name for name, path in block.flags if path not in own}
    if "video" in flags and len(block.text.split()) <= _SHORT_WORDS:
        return VIDEO
    if "header" in flags and not block.articles and block.level is None:
        return NAVIGATION
    return next((FLAG_REASONS[name] for name in FLAG_REASONS if name in flags), None)


def link_reason(block: PageBlock) -> str | None:
    """Why a block that is nearly all link is a pointer elsewhere."""
    if block.link_share > _MOSTLY_LINKS and len(block.text.split()) <= _SHORT_WORDS:
        return RELATED
    return None
