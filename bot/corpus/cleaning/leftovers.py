"""What pages leave in their text that no article says.

A line is judged by its words (``phrases``), by how it begins, and by its shape; a sentence
inside a paragraph only by ``_NOTICES``, which speak to the reader of the page. All of it errs
towards keeping: a sentence of the article that is lost is worse than a leftover that stays.
"""

import re
from collections import defaultdict

from bot.corpus.cleaning import rules as rule
from bot.corpus.cleaning.notices import Notice
from bot.corpus.cleaning.phrases import BEGINNINGS, STANDING
from bot.corpus.dates import STAMP

LINE_LIMIT = 300  # characters: a longer line is judged sentence by sentence
SENTENCE_LIMIT = 400  # characters: a longer sentence is the article's

_AROUND = ' \t:|»›>«‹<→←↑↓…!•·*-–—.,;#[]{}/\\+_=~^✕×▼▲▾▸►"“”'
_SENTENCE_WORDS = 8  # a line of so many words that ends as a sentence ends is one
_STEM = 3  # characters by which beginnings are looked up

_NETWORK = (
    r"(?:facebook|twitter|whats ?app|linked ?in|reddit|pinterest|tumblr|telegram|instagram"
    r"|you ?tube|flipboard|messenger|google ?(?:\+|plus)|stumble ?upon|vkontakte|e-?mail|sms|print"
    r"|pocket|tweet|snapchat|tik ?tok|wechat|xing|digg|threads|bluesky|mastodon|copy link|rss|skype"
    r"|viber|blogger|flickr|share|pin it|x|comment)"
)
_PHOTO = r"(?:images?|photos?|pictures?|photographs?|illustration|graphic|artwork|credit)"
_PIECE = r"(?:report|story|article)"
_YEARS = r"(?:19|20)\d\d(?:-\d{2,4})?"
_AGENCY = (
    r"(?:getty|ap photo|ap/|epa/|afp|reuters|shutterstock|istock|alamy|rex features|bloomberg|zuma"
    r"|courtesy|handout|file photo|associated press|pictured)"
)

# Shapes of whole lines, told by how they begin; tried in this order.
_ANCHORED: tuple[tuple[str, str], ...] = (
    (rule.SEPARATOR, r"[\W_]+"),
    (rule.ADDRESS, r"(?:https?://|www\.)\S+(?: (?:https?://|www\.)\S+)*"),
    (rule.MARKUP, r"<(?:img|script|iframe|style|div|span|ins|noscript)\b.*|/\*.*|\*/"),
    (rule.COPYRIGHT, r"(?:copyright ?)?© ?(?:copyright )?.{0,40}\b(?:19|20)\d\d\b.*"),
    (
        rule.COPYRIGHT,
        rf"(?:copyright ?)?(?:copyright|\(c\)|@) ?{_YEARS}(?:\W{{1,3}}(?-i:[A-Z]).*)?",
    ),
    (rule.READING_TIME, r"(?:about )?\d{1,3}[ -]?min(?:ute)?s?(?: to)? read(?:ing time)?"),
    (rule.TIMESTAMP, STAMP.pattern),
    (rule.SHARING, rf"(?:share )?(?:{_NETWORK}[\s|/•·,&+]*){{2,12}}"),
    (rule.SHARING, r"[\d.,]+ ?k? ?(?:shares?|likes?|retweets?|views?|claps|reactions?)"),
    (rule.COMMENTS, r"\W{0,3}[\d,.]+ ?(?:new )?(?:comments?|replies|responses?)\W{0,3}"),
    (rule.COMMENTS, r"[\d,]+ (?:thoughts|responses|replies|comments) (?:on|to) [^.]{1,200}"),
    (rule.COMMENTS, r"(?:view|show|see|read|load)(?: all)? ?\(?[\d,]+\)? (?:comments?|replies)"),
    (rule.TAGS, r"(?:#\w+[\s,]*){2,20}"),
    (rule.RELATED, r"more\b(?! than).{1,40}\b(?:stories|articles|news|posts|videos|headlines)"),
    (rule.CAPTION, rf"(?:{_PHOTO} )?\d{{1,3}} (?:of|/) \d{{1,3}}|\d{{1,3}} (?:photos|images)"),
    (rule.CAPTION, r"(?:nasa|esa|jaxa|roscosmos|noaa|spacex|usaf)(?: ?/ ?[\w. -]{2,40}){1,4}"),
    (rule.CAPTION, r"© ?.{1,60}|(?:media|image) ?(?:caption|copyright)\w.*"),
    (rule.AUTHOR, r"@\w{2,30}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,20}"),
)
_ANCHORED_SHAPE = re.compile(
    "|".join(f"(?P<shape{i}>{shape})" for i, (_, shape) in enumerate(_ANCHORED)), re.IGNORECASE
)
# Shapes of lines that are told by how they end, each with a part that they all hold.
_LOOSE: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, part, re.compile(f"(?:.{{0,280}}{shape})", re.IGNORECASE))
    for name, part, shape in (
        (rule.COPYRIGHT, "reserved", r"\ball rights? (?:are )?reserved\b.*"),
        (
            rule.CAPTION,
            "(",
            rf"\( ?(?:{_PHOTO}|via|source) ?(?:credit|by|courtesy|:|©|/).{{1,100}}",
        ),
        (rule.CAPTION, "(", rf"\((?:.{{0,80}}\b)?{_AGENCY}.{{0,60}}\)"),
        (rule.CAPTION, "(", r"\([^()]{0,60}\bvia\b[^()]{1,40}\)"),
        (rule.CAPTION, "[", rf"\[(?:.{{0,80}}\b)?(?:{_AGENCY}|{_PHOTO}:).{{0,60}}\]"),
        (rule.CAPTION, "[", r"\[[^\[\]]{0,60}\bvia\b[^\[\]]{1,40}\]"),
        (rule.CAPTION, "credit", r"(?:[.!?”\"’)] ?|^)credit ?(?:\.\.\.|…|:).{1,80}"),
        (rule.AUTHOR, "contributed", rf"\bcontributed (?:to this {_PIECE}|reporting)\b.{{0,40}}"),
    )
)
_CREDIT = re.compile(
    rf"(?:\bvia|/|©|,|\|) ?(?:{_AGENCY}|ap|epa)(?: images| file)?\Z", re.IGNORECASE
)
_CREDIT_REACH = 40  # characters at the end of a line

# A short request that means nothing by itself and goes with a notice next to it.
_REQUEST = re.compile(
    r"(?:please )?(?:log ?in|sign ?in|sign ?up|subscribe|register|learn more|read more|click here"
    r"|accept|find out more|no,? thanks|ok|got it|download now|see more|continue|share|print|cancel"
    r"|close|read it here|join now|more info|click here for more(?: info\w*)?|thank you!?)"
    r"(?: (?:now|here|today|for free|all))?\W{0,3}|want (?:all|more) of .{1,60}\?",
    re.IGNORECASE,
)


# An advertisement's marker between two sentences.
_MARKER = re.compile(
    r"(?:(?<=[.!?…”\"’)] )|\A)((?:Story continues below )?(?:ADVERTISEMENT|Advertisement))"
    r"(?: |(?=[A-Z“\"])|\Z)(?![a-z])"
)

_FIRST = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_FIRST}(?: (?:{_FIRST}|d[aei]|de[lnr]?|v[ao]n|bin|al|la|le|of)){{0,4}}"
_BYLINE = re.compile(
    rf"(?:(?:Written|Words|Story|Report|Reporting|Posted|WRITTEN|STORY) )?[Bb][Yy]:? {_NAME}"
    rf"(?:(?:,| and| AND| &|;) {_NAME}){{0,5}}"
    r"(?: ?[|,–—•·(/-].{0,60}| on .{0,40})?"
)
_BYLINE_LENGTH = 120  # characters


def is_byline(line: str) -> bool:
    """Tell whether a line names who wrote the article, and does nothing else."""
    return (
        len(line) <= _BYLINE_LENGTH and line[-1] not in "!?" and _BYLINE.fullmatch(line) is not None
    )


def line_rule(line: str) -> str | None:
    """Return the name of the rule by which a whole tidy line is a leftover, else None."""
    if len(line) > LINE_LIMIT:
        return None
    low = line.lower()
    if (name := STANDING.get(low) or STANDING.get(low.strip(_AROUND))) is not None:
        return name
    for beginning, name in _BEGINNING_WITH.get(low[:_STEM], ()):
        if low.startswith(beginning) and _goes_on(low, beginning):
            return name
    if (match := _ANCHORED_SHAPE.fullmatch(line)) is not None and match.lastgroup is not None:
        return _ANCHORED[int(match.lastgroup.removeprefix("shape"))][0]
    for name, part, shape in _LOOSE:
        if part in low and shape.fullmatch(line) is not None:
            return name
    return rule.CAPTION if _CREDIT.search(line[-_CREDIT_REACH:]) is not None else None


def _goes_on(low: str, beginning: str) -> bool:
    """Tell whether a line that begins so is a leftover, and not a sentence that begins so."""
    rest = low[len(beginning) :]
    if beginning[-1].isalnum() and rest[:1].isalnum():
        return False
    if beginning.endswith((":", "|", "»", "–", "-")) or beginning.startswith("("):
        return len(low) <= 200
    return low[-1] not in '.?!”"' or low.count(" ") < _SENTENCE_WORDS


def _by_stem() -> dict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for beginning, name in BEGINNINGS.items():
        found[beginning[:_STEM]].append((beginning, name))
    return dict(found)


_BEGINNING_WITH = _by_stem()


def sentence_rule(sentence: str, notices: list[Notice]) -> str | None:
    """Return the name of the rule by which a sentence is a leftover, else None."""
    if len(sentence) <= SENTENCE_LIMIT:
        for notice in notices:
            if notice.pattern.search(sentence) is not None:
                return notice.rule
    return None


def cut_markers(text: str) -> tuple[str, list[str]]:
    """Take the advertisement markers between sentences out of a paragraph; return both."""
    markers = _MARKER.findall(text) if "dvertisement" in text or "DVERTISEMENT" in text else []
    return (_MARKER.sub("", text).rstrip() if markers else text), markers


def is_request(sentence: str) -> bool:
    """Tell whether a sentence is a short request, a leftover only beside another."""
    return len(sentence) <= 80 and _REQUEST.fullmatch(sentence) is not None
