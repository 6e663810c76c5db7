"""What is wrong with a set-up, and how to mend it."""

import base64
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.config import LoadedConfig, load
from bot.errors import BotError, CorpusError, IndexDamagedError
from bot.extras import mend, missing
from bot.requirements import required, unmet

# Three parts in base64's URL alphabet: the bot's id, a time, and a signature.
_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{6,}\.[\w-]{25,}", re.ASCII)


_ALLOW = "change its permissions, or name another folder in config.yaml"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was examined; ``mend`` says what to do, None where it is well."""

    subject: str
    found: str
    mend: str | None = None
    grave: bool = True  # whether, with a mend, it is a fault and not only to be thought over

    @property
    def is_fault(self) -> bool:
        """Whether something is wrong."""
        return self.mend is not None and self.grave


def examine(config_file: Path | None) -> list[Finding]:
    """Check Python, configuration, corpus, index and Discord set-up, changing nothing."""
    findings = [Finding("Python", ".".join(map(str, sys.version_info[:3]))), *_libraries()]
    try:
        config = load(config_file)
    except BotError as error:
        return [*findings, Finding("configuration", str(error), "mend that key and run this again")]
    source = str(config.file) if config.file else "no config.yaml, so the defaults"
    findings.append(Finding("configuration", source))
    findings += [
        Finding("configuration", line, "rename it in that file", grave=False)
        for line in config.warnings
    ]
    try:
        findings += _corpus(config)
    except CorpusError as error:
        findings.append(Finding("corpus", str(error), "let this user read it"))
    findings.append(_writable("index folder", config.index_path))
    findings += _questions(config)
    findings += _ops(config)
    findings.append(_token(config))
    findings += _discord(config)
    return findings


def _libraries() -> list[Finding]:
    install = "run pip install -e . in the bot's folder"
    return [Finding("library", fault, install) for fault in unmet(required())]


def _corpus(config: LoadedConfig) -> list[Finding]:
    from bot.index.analysis import Analyzer
    from bot.index.generation import open_current
    from bot.index.plan import is_stale
    from bot.index.tables import questions, read_article, rejections

    corpus = config.corpus_path
    if not corpus.is_dir():
        return [Finding("corpus", f"{corpus} does not exist", "make it, or set corpus.path")]
    rebuild = "run 'python -m bot index'"
    try:
        current = open_current(config.index_path, verify=True)
    except IndexDamagedError as error:
        return [Finding("index", f"the index {error}", rebuild)]
    if current is None:
        return [Finding("index", "there is none yet", rebuild)]
    try:
        stale = is_stale(
            corpus=corpus, current=current, options=config.index_options, analyzer=Analyzer()
        )
        counts = ", ".join(f"{number} {what}" for what, number in current.counts.items())
        index = Finding("index", f"{counts}, built {current.created}")
        if stale:
            index = Finding("index", "older than the corpus, the settings or the program", rebuild)
        faults = [
            Finding("corpus", f"{item.path}: {item.reason}", "mend or remove that file")
            for item in rejections(current.database)
        ]
        if not current.counts["articles"]:
            faults.append(
                Finding("corpus", f"no article in {corpus}", "put .txt, .md, .html or .jsonl there")
            )
        for number, listed in questions(current.database).items():
            lost = next((one for one in listed if one.answer and not one.places), None)
            article = read_article(current.database, number) if lost else None
            if lost and article:
                fault = f"{article.path}: the article does not say “{lost.answer}”"
                mend = f"mend what follows “{lost.question}” among its questions"
                faults.append(Finding("corpus", fault, mend))
        return [*(faults or [Finding("corpus", str(corpus))]), index]
    finally:
        current.close()


def _writable(subject: str, folder: Path) -> Finding:
    """Examine whether files can be made in a folder, which is made when it is needed."""
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        # The system is asked to do it, because permissions do not tell of read-only disks.
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        return Finding(subject, f"{nearest} cannot be written: {error.strerror}", _ALLOW)
    return Finding(subject, str(folder))


def _questions(config: LoadedConfig) -> list[Finding]:
    """Examine the log of questions, where there is to be one."""
    settings = config.values.discord
    if not settings.log_questions:
        return []
    file = config.questions_path
    days = f"without who asked, deleted after {settings.retention_days} days"
    written = _writable("questions", file.parent)
    return [written if written.is_fault else Finding("questions", f"logged in {file}, {days}")]


def _ops(config: LoadedConfig) -> list[Finding]:
    """Examine what runs beside the bot, where it is asked for."""
    findings = []
    listen = config.listen
    wished = {"corpus.watch": config.values.corpus.watch, "ops.listen": listen is not None}
    for key in (key for key, wish in wished.items() if wish):
        lacking = missing(key)
        findings.append(
            Finding(key, lacking, mend(key)) if lacking else Finding(key, "its library is there")
        )
    if listen is not None and not listen.is_local:
        findings.append(
            Finding(
                "ops.listen",
                f"{listen} is open to the network, and asks nobody for a password",
                "write 127.0.0.1, unless a firewall or a private network keeps others out",
                grave=False,
            )
        )
    return findings


def _token(config: LoadedConfig) -> Finding:
    variable = config.values.discord.token_env
    token = os.environ.get(variable, "")
    if not token.strip():
        return Finding(
            "Discord",
            f"the environment variable {variable} is not set",
            "set it to your bot's token (Discord Developer Portal, Bot, Reset Token);"
            " only 'run' needs it",
        )
    if not _TOKEN.fullmatch(token.strip()):
        found, what_to_do = _misread(token.strip())
        return Finding("Discord", f"{variable} {found}", what_to_do)
    return Finding("Discord", f"{variable} is set")


def _misread(token: str) -> tuple[str, str]:
    """Return what something that is no token is, as far as can be told, and the mend."""
    bare = token.strip("\"'").removeprefix("Bot ").strip()
    if bare != token and _TOKEN.fullmatch(bare):
        return "has more than the token in it", "take away the quotation marks, and the word Bot"
    copy = "copy the token from the portal's Bot page (Reset Token shows it)"
    if re.fullmatch(r"\d{15,20}", token):
        return "is an id, not a token", copy
    if re.fullmatch(r"[0-9a-f]{64}", token):
        return "is the application's public key, not a token", copy
    if re.fullmatch(r"[\w-]{32}", token):
        return "looks like the client secret, not a token", copy
    return (
        "does not look like a bot token",
        "copy the token from the portal's Bot page, not the client secret or public key",
    )


# What an invited bot needs: View Channels, Send Messages, Embed Links, Attach Files, Read
# Message History, Send Messages in Threads.
PERMISSIONS = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 38


def invite_link(token: str) -> str | None:
    """Return the address by which the token's bot is invited; None where it is no token."""
    try:
        application = base64.b64decode(token.partition(".")[0] + "==", altchars=b"-_").decode()
    except ValueError:
        return None
    if not (application.isascii() and application.isdecimal()):
        return None
    return (
        f"https://discord.com/oauth2/authorize?client_id={application}"
        f"&scope=bot%20applications.commands&permissions={PERMISSIONS}"
    )


def _discord(config: LoadedConfig) -> list[Finding]:
    """Explain what the Discord set-up needs."""
    findings = []
    settings = config.values.discord
    link = invite_link(os.environ.get(settings.token_env, "").strip())
    if link is not None:
        findings.append(
            Finding(
                "invitation",
                f"{link} (scopes bot and applications.commands; permissions View Channels,"
                " Send Messages, Send Messages in Threads, Embed Links, Attach Files, Read"
                " Message History)",
            )
        )
    if settings.answer_channels:
        findings.append(
            Finding(
                "message-content intent",
                f"asked for, because discord.answer_channels names"
                f" {len(settings.answer_channels)}: without it Discord withholds messages that"
                " do not mention the bot; it must be enabled on the Developer Portal's Bot page",
            )
        )
    else:
        findings.append(
            Finding("intents", "none that is privileged: the bot reads what mentions it")
        )
    return findings
