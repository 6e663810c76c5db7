"""Every word that the bot itself says, by name; articles' and people's words are not here.

A language is added as another table in ``TEXTS`` under Discord's code for it; what a table
lacks is said in English. ``{names}`` are filled in, and what fills them must be escaped
where markdown is understood. A text in two forms ends in ``.one`` and ``.other``.
"""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    # Commands: names are lower case and at most 32 letters, descriptions at most 100.
    "ask.name": "ask",
    "ask.description": "Ask a question about space history; the answer is a cited passage",
    "ask.question.name": "question",
    "ask.question.description": "What you would like to know",
    "ask.private.name": "private",
    "ask.private.description": "Only you see the answer",
    "ask_message.name": "Ask the archive",
    "quote.name": "quote",
    "quote.description": "A quotation with its source; without a topic, the quotation of the day",
    "quote.topic.name": "topic",
    "quote.topic.description": "What it is about",
    "quote.speaker.name": "speaker",
    "quote.speaker.description": "Who said it",
    "onthisday.name": "onthisday",
    "onthisday.description": "What happened on a day, over the years; without a date, today",
    "onthisday.date.name": "date",
    "onthisday.date.description": "For example July 20, or July 20, 1969",
    "articles.name": "articles",
    "articles.description": "The articles of the archive",
    "articles.search.name": "search",
    "articles.search.description": "Words of the title, the author or the publication",
    "article.name": "article",
    "article.description": "One article: where it is from, how it begins, and its link",
    "article.title.name": "title",
    "article.title.description": "Begin to type, and choose",
    "status.name": "status",
    "status.description": "What the archive holds, and how the bot is doing",
    "help.name": "help",
    "help.description": "What the bot can do, with an example of each",
    "reindex.name": "reindex",
    "reindex.description": "Read the folder of articles again (admins only)",
    # Answers
    "answer.place": "passage {passage} of {passages}",
    "answer.also": "Also in",
    "answer.more": "and {count} more",
    "answer.shared": "{person} shared:",
    "none.title": "Not in the archive",
    "none.text": "I only pass on what the articles say, and none of them answers that.",
    "none.nearest": "Nearest articles (not an answer)",
    "none.meant": "Did you mean: {question}",
    "none.no_words": "That has no word to search for. Name what it is about: a person, a craft,"
    " a mission. For example: *{example}*",
    "context.place": "passages {first}–{last} of {passages}",
    # Buttons, at most 80
    "button.previous": "Previous",
    "button.next": "Next",
    "button.context": "More context",
    "button.open": "Open article",
    "button.share": "Share",
    "button.dismiss": "Dismiss",
    "button.again": "Ask again",
    "button.meant": "Ask that",
    "button.another": "Another",
    # Quotations
    "quote.day": "Quotation of the day",
    "quote.unnamed": "Speaker not named",
    "quote.none": "The archive has no such quotation.",
    "quote.none_topic": "The archive has no quotation on “{topic}”.",
    "quote.none_speaker": "The archive has no quotation by “{speaker}”.",
    "quote.none_both": "The archive has no quotation by “{speaker}” on “{topic}”.",
    # Days
    "day.of_year": "{day} {month}",
    "day.of_one_year": "{day} {month} {year}",
    "month.1": "January",
    "month.2": "February",
    "month.3": "March",
    "month.4": "April",
    "month.5": "May",
    "month.6": "June",
    "month.7": "July",
    "month.8": "August",
    "month.9": "September",
    "month.10": "October",
    "month.11": "November",
    "month.12": "December",
    "onthisday.title": "On {day}",
    "onthisday.page": "{first}–{last} of {count}",
    "onthisday.also": "also in {articles}",
    "onthisday.none": "The archive tells of nothing that happened on {day}.",
    "onthisday.nearest": "The nearest day that it tells of is {day}.",
    "onthisday.bad": "“{date}” is no day that I can read. Write it like July 20, 20 July, 07-20 or"
    " 1969-07-20.",
    # The archive
    "articles.title": "Articles",
    "articles.page": "{first}–{last} of {count}",
    "articles.none": "The archive has no articles yet.",
    "articles.none_found": "No article has those words in its title, author or publication.",
    "article.none": "The archive has no article “{title}”. Begin to type a title, and choose one.",
    "article.counts": "{passages}, {quotes}",
    "article.licence": "Licence: {licence}",
    "count.articles.one": "{count} article",
    "count.articles.other": "{count} articles",
    "count.passages.one": "{count} passage",
    "count.passages.other": "{count} passages",
    "count.quotes.one": "{count} quotation",
    "count.quotes.other": "{count} quotations",
    "status.title": "The archive",
    "status.index": "Index",
    "status.built": "built {when}",
    "status.latency": "Latency",
    "status.version": "Version",
    "status.reindexing": "Being read again since {since}, by {who}: {step}",
    "status.milliseconds": "{count} ms",
    "status.unknown": "unknown",
    "help.title": "What I can do",
    "help.text": "I answer questions about space history with passages from {articles}, word for"
    " word, and say where each is from.",
    "help.ask": "Ask",
    "help.ask.text": "{mention} when did the first spacewalk take place?\n"
    "`/ask question: who was the first woman in space?`\n"
    "On somebody’s message: Apps → Ask the archive",
    "help.private": "Ask privately",
    "help.private.text": "`/ask question: … private: True`, or in a direct message to me."
    " Share shows the answer to everyone.",
    "help.quote": "Quotations",
    "help.quote.text": "`/quote` (the one of the day)\n`/quote topic: Moon speaker: Armstrong`",
    "help.days": "On this day",
    "help.days.text": "`/onthisday` (today)\n`/onthisday date: July 20`",
    "help.articles": "The archive",
    "help.articles.text": "`/articles search: Apollo`\n`/article title: …`\n`/status`",
    "help.example": "who was the first person in orbit?",
    # Reindexing
    "reindex.starting": "Reading the articles …",
    "reindex.step": "{what}: {done} of {of}",
    "reindex.busy": "{who} has been reading the articles again since {since}: {step}",
    "reindex.busy_elsewhere": "Another program is writing the index. Try again when it is done.",
    "reindex.done": "The articles were read again",
    "reindex.unchanged": "Nothing has changed",
    "reindex.failed": "The index was not changed",
    "reindex.continues": "This takes longer than Discord lets me edit my message. I go on, and"
    " report in the channel.",
    "reindex.counts": "{articles}, {passages}, {quotes}, in {seconds} s",
    "reindex.notice": "Built anew: {notice}",
    "reindex.added": "Added ({count})",
    "reindex.changed": "Changed ({count})",
    "reindex.removed": "Removed ({count})",
    "reindex.rejected": "Rejected ({count})",
    "reindex.attached": "All of them are in the attached file.",
    "process.start": "The bot, as it started,",
    "process.mending": "The bot, mending its index,",
    # Refusals and faults
    "refused.channel": "I am not to answer in this channel.",
    "refused.cooldown_person": "You have asked a lot in a short time. Ask again {when}.",
    "refused.cooldown_channel": "A lot was asked here in a short time. Ask again {when}.",
    "refused.admin": "Only an admin of the bot may do that.",
    "refused.dismiss": "Only who asked, or someone who may manage messages here, can do that.",
    "refused.button": "I do not know this button. It may be from another version of me.",
    "refused.no_text": "That message has no text that I can read.",
    "refused.lost_question": "I no longer know the question. Please ask it again.",
    "refused.unknown_command": "I no longer know this command. Discord may need a while to notice;"
    " then reload it.",
    "changed.quote": "The archive was brought up to date after this quotation. Use `/quote` again.",
    "changed.days": "The archive was brought up to date after this. Use `/onthisday` again.",
    "changed.index": "The archive was brought up to date after this answer, so its pages have"
    " moved.",
    "fault.starting": "The archive is being read for the first time. Ask again in a moment.",
    "fault.no_archive": "The archive cannot be opened at present. The admin finds the reason in"
    " the log (code {code}).",
    "fault.damaged": "The index does not agree with its articles, so I show nothing rather than"
    " something wrong. The admin finds it in the log (code {code}).",
    "fault.internal": "That went wrong on my side. The admin finds it in the log (code {code}).",
    "fault.permission": "I lack a permission here: {permissions}.",
    "permission.send_messages": "Send Messages",
    "permission.send_messages_in_threads": "Send Messages in Threads",
    "permission.embed_links": "Embed Links",
    "permission.read_message_history": "Read Message History",
    "permission.attach_files": "Attach Files",
    "permission.view_channel": "View Channel",
    "permission.unknown": "one that Discord does not name",
}

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {"en": ENGLISH}


def table(locale: str) -> Mapping[str, str]:
    """Return the texts of a locale ("en-US"), or of its language, or the English ones."""
    return TEXTS.get(locale) or TEXTS.get(locale.partition("-")[0]) or ENGLISH


def say(name: str, locale: str, **values: object) -> str:
    """Return the text called ``name`` with ``values`` filled in."""
    found = table(locale).get(name)
    return (ENGLISH[name] if found is None else found).format(**values)


def counted(what: str, count: int, locale: str) -> str:
    """Return "1 article", "12 articles"."""
    form = "one" if count == 1 else "other"
    return say(f"count.{what}.{form}", locale, count=f"{count:,}")
