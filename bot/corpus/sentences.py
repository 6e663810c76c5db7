"""Where sentences end, in the prose of this field.

A candidate is a full stop, question mark, exclamation mark or ellipsis, with the
closing marks after it, before white space. Whether it ends the sentence is decided
by the word before it (a rank, an initial, a unit ...) and by what follows.
"""

import re
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points."""

    start: int
    end: int


def word_set(text: str) -> frozenset[str]:
    """Return the words of ``text``, which is how the word lists of this program are written."""
    return frozenset(text.split())


# Verbs that go with a speaker: '"Is it?" Leonov asked.' is one sentence.
SPEECH_VERBS: Final = word_set("""
    say says said saying tell tells told telling ask asks asked asking reply replies replied
    replying respond responds responded responding answer answers answered radio radios radioed
    radioing recall recalls recalled recalling remember remembers remembered write writes wrote
    written writing speak speaks spoke declare declares declared declaring announce announces
    announced announcing add adds added adding explain explains explained explaining note notes
    noted noting remark remarks remarked remarking comment comments commented commenting state
    states stated stating admit admits admitted admitting argue argues argued arguing call calls
    called calling claim claims claimed claiming confirm confirms confirmed continue continues
    continued cry cries cried crying exclaim exclaims exclaimed exclaiming shout shouts shouted
    shouting yell yells yelled yelling whisper whispers whispered whispering joke jokes joked joking
    quip quips quipped insist insists insisted insisting observe observes observed promise promises
    promised report reports reported reporting reflect reflects reflected predict predicts predicted
    warn warns warned warning suggest suggests suggested conclude concludes concluded concluding
    agree agrees agreed acknowledge acknowledges acknowledged begin begins began concede concedes
    conceded confess confesses confessed counter counters countered demand demands demanded describe
    describes described describing emphasize emphasizes emphasized emphasise emphasises emphasised
    stress stresses stressed assure assures assured boast boasts boasted caution cautions cautioned
    complain complains complained complaining contend contends contended lament laments lamented
    maintain maintains maintained muse muses mused mutter mutters muttered murmur murmurs murmured
    order orders ordered plead pleads pleaded pledge pledges pledged proclaim proclaims proclaimed
    proclaiming pronounce pronounced protest protests protested recount recounts recounted reiterate
    reiterates reiterated relate relates related repeat repeats repeated repeating retort retorts
    retorted reveal reveals revealed scream screams screamed sigh sighs sighed tweet tweets tweeted
    urge urges urged vow vows vowed wonder wonders wondered transmit transmits transmitted advise
    advises advised inform informs informed instruct instructs instructed interject interjects
    interjected interrupt interrupts interrupted testify testifies testified testifying think thinks
    thought laugh laughs laughed greet greets greeted post posts posted offer offers offered marvel
    marvels marveled marvelled volunteer volunteered telegraph telegraphed confide confides confided
    affirm affirms affirmed assert asserts asserted allege alleges alleged characterize
    characterizes characterized summarize summarized tease teases teased remind reminds reminded
    congratulate congratulates congratulated snap snapped grumble grumbled growl growled swear
    swears swore chide chided deadpanned bragged apologize apologized disagree disagrees disagreed
    object objects objected
""")

# Words that open a sentence, and have no capital inside one.
STARTERS: Final = word_set("""
    A About Above According Across After Afterwards Again Against All Almost Along Already Also
    Although Always Among An And Another Any Are As At Back Because Before Behind Below Beneath
    Besides Between Beyond Both But By Can Could Despite Did Do Does Down During Each Earlier Early
    Eight Either Eventually Even Ever Every Everyone Everything Few Finally First Five For Four From
    Further Had Has Have He Her Here Hers His How However I If In Indeed Inside Instead Into Is It
    Its Just Last Later Less Like Long Many Maybe Meanwhile More Moreover Most Much My Near Nearly
    Neither Never Nevertheless Next Nine No Nobody None Nor Not Nothing Now Of Often On Once One
    Only Or Other Others Our Out Outside Over Perhaps Rather Right Seven Several She Should Shortly
    Since Six Slowly So Some Someone Something Sometimes Soon Still Such Suddenly Ten Than That The
    Their Then There Therefore These They Things This Those Though Three Through Throughout Thus To
    Today Together Tomorrow Tonight Too Two Under Unfortunately Unless Unlike Until Up Upon Us Using
    Was We Well Were What When Whenever Where Whether Which While Who Whose Why Will With Within
    Without Would Years Yes Yesterday Yet You Your
""")

_TITLE, _NUMBER, _NEVER, _SOFT = range(4)
_ABBREVIATIONS: Final = {
    # before a name: no sentence ends here
    **dict.fromkeys(
        word_set("""
            Adm Amb Atty Brig Capt Capts Cdr Cmdr Cmdt Col Cols Comdr Cpl Dipl Dr Drs Ens Flt Fr Gen
            Gens Gov Hon Ing Insp Lt Lts Maj Messrs Mlle Mme Mr Mrs Ms Msgr Mx Pfc Pres Prof Profs
            Pvt Rep Reps Rev Sen Sens Sgt Spc Sqn Supt Wg
        """),
        _TITLE,
    ),
    # before a number: a sentence ends here only where none follows
    **dict.fromkeys(
        word_set("""
            No Nos no nos Fig Figs fig figs p pp Vol Vols vol vols Ch ch Sec sec secs Eq Art Ser Op
            op ver c Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ft in lb lbs mi min mins hr
            hrs oz yd yds deg
        """),
        _NUMBER,
    ),
    **dict.fromkeys(word_set("approx ca cf viz vs v esp incl resp est"), _NEVER),
    # a sentence ends here only before a word that opens one
    **dict.fromkeys(
        word_set("""
            Inc Corp Co Cos Ltd Bros Jr Sr Esq St Ste Mt Ft Ave Blvd Rd Bldg Dept Univ Assn Assoc
            Acad Inst Div Intl Natl al Ala Ariz Calif Colo Conn Fla Ill Mass Md Mich Minn Okla Ore
            Pa Penn Tenn Tex Va Wash Wis Yahoo Jeopardy
        """),
        _SOFT,
    ),
}
# "a Saturn V.", "on Pad A.": one capital that is no initial.
_DESIGNATORS: Final = word_set("""
    Appendix Ariane Atlas Block Building Camp Class Complex Delta Energia Explorer Group Juno
    Jupiter Luna Mark Mk Model Pad Part Phase Pioneer Plan Point Proton Redstone Salyut Saturn
    Section Soyuz Sputnik Stage Thor Titan Title Type Vanguard Venera Vitamin Voyager Vostok War
    Zond complex pad phase plan stage type vitamin
""")
# After "5 p.m.": these still tell the time.
_CLOCK: Final = word_set("""
    AEST AST BST Baikonur CDT CEST CET CST Central EDT EST ET Eastern GMT Greenwich Houston IST JST
    January February March April May June July August September October November December Local MDT
    MSK MST Monday Tuesday Wednesday Thursday Friday Saturday Sunday Moscow Mountain PDT PST PT
    Pacific UT UTC Zulu
""")

_END = re.compile(r"""[.!?…][.!?…"'”’)\]»]*+(?:\[[\w ,]{1,12}\])*+(\s*+)""")
_SOLID = re.compile(r"\S")
_OPENING = re.compile(r"""["'“‘(\[«„¿¡*_]++""")
_NEXT_WORD = re.compile(r"[^\W_]++")
_WORD_BREAK = re.compile(r"[–—/(\[\"“‘'«]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LOWER_NAME = re.compile(
    r"(?:von|van|de|del|di|da|du|al|ter)[ -](?:der |den |la )?[A-Z]|[a-z][A-Z]"
)
_TAG = re.compile(
    r"((?:von |van )?[^\W\d_a-z][\w.’'-]*+)(?:\s[A-Z][\w.’'-]*+){0,3}((?:\s[a-z]++){1,2})"
)
_CLOSING_QUOTES: Final = frozenset("\"'”’»")
_CURRENCY_OR_BULLET: Final = frozenset("$€£#@§•·")
_LOOKBACK = 28  # characters; no abbreviation, nor the two words that decide on one, is longer


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the sentences in ``text[start:end]``, in order.

    Spans exclude the white space around them and together hold every other character.
    Paragraphs are divided by an empty line, and no sentence crosses one.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    while start < end:
        stop = text.find("\n\n", start, end)
        if stop < 0:
            stop = end
        _split_paragraph(text, start, stop, spans)
        start = stop + 2
    return spans


def _split_paragraph(text: str, start: int, end: int, spans: list[Span]) -> None:
    first = _SOLID.search(text, start, end)
    if first is None:
        return
    start = first.start()
    for match in _END.finditer(text, start, end):
        gap, following = match.span(1)
        if gap == following:
            continue
        if following == end:
            spans.append(Span(start, gap))
            return
        if _ends(text, start, match.start(), gap, following):
            spans.append(Span(start, gap))
            start = following
    spans.append(Span(start, start + len(text[start:end].rstrip())))


def _ends(text: str, start: int, mark: int, gap: int, following: int) -> bool:
    """Tell whether the sentence from ``start`` ends with the mark at ``mark``.

    ``gap`` is where the white space after it begins, ``following`` what comes after that.
    """
    if not text[following].isalnum():
        opening = _OPENING.match(text, following)
        if opening is not None:
            following = opening.end()
        if not text[following : following + 1].isalnum():
            return opening is None and text[following] in _CURRENCY_OR_BULLET
    lower = text[following].islower() and _LOWER_NAME.match(text, following) is None
    if lower or mark == start:
        return False
    words = text[max(start, mark - _LOOKBACK) : mark].rsplit(None, 2)
    if not words or text[mark - 1].isspace():  # ". . ."
        return True
    if text[mark] == ".":
        return _ends_after(words, mark - start, text, following)
    if words[-1] in _ABBREVIATIONS:
        return _next_word(text, following) in STARTERS
    return text[gap - 1] not in _CLOSING_QUOTES or not _is_tag(text, following)


def _ends_after(words: list[str], length: int, text: str, following: int) -> bool:
    """Tell whether a full stop after ``words`` ends a sentence of ``length`` characters."""
    word = words[-1]
    if not word.isalnum():
        word = _WORD_BREAK.split(word)[-1]
    if word in _ABBREVIATIONS:
        return _ends_after_abbreviation(_ABBREVIATIONS[word], text, following)
    if len(word) == length and length <= 3 and _is_list_marker(word):
        return False
    if len(word) == 1 and word.isupper():
        if len(words) > 1 and words[-2] in _DESIGNATORS:
            return True
        opener = _next_word(text, following)
        return len(opener) > 1 and opener in STARTERS
    if "." in word and _DOTTED.fullmatch(word):
        return _ends_after_dotted(word.lower(), text, following)
    return True


def _ends_after_abbreviation(kind: int, text: str, following: int) -> bool:
    if kind == _NUMBER:
        return not text[following].isdigit()
    return kind == _SOFT and _next_word(text, following) in STARTERS


def _ends_after_dotted(word: str, text: str, following: int) -> bool:
    if word in {"e.g", "i.e"}:
        return False
    opener = _next_word(text, following)
    if word in {"a.m", "p.m"}:
        return opener not in _CLOCK and not opener[:1].isdigit()
    return opener in STARTERS


def _next_word(text: str, position: int) -> str:
    match = _NEXT_WORD.match(text, position, position + _LOOKBACK)
    return match.group() if match else ""


def _is_list_marker(word: str) -> bool:
    return word.isdigit() or len(word) == 1 or not word.strip("IVX")


def _is_tag(text: str, position: int) -> bool:
    """Tell whether a name and a speech verb follow a quoted question or exclamation."""
    match = _TAG.match(text, position)
    if match is None or match.group(1) in STARTERS:
        return False
    return not SPEECH_VERBS.isdisjoint(match.group(2).split())
