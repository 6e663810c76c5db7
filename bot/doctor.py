"""What is wrong with a set-up, and how to mend it."""

import base64
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.config import LoadedConfig, load
from bot.errors import BotError, IndexDamagedError

# Three parts in base64's URL alphabet: the bot's id, a time, and a signature.
_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{6,}\.[\w-]{25,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was examined; ``mend`` says what to do, None where it is well."""

    subject: str
    found: str
    mend: str | None = None


def examine(config_file: Path | None) -> list[Finding]:
    """Check Python, configuration, corpus, index and Discord set-up, changing nothing."""
    findings = [Finding("Python", ".".join(map(str, sys.version_info[:3])))]
    try:
        config = load(config_file)
    except BotError as error:
        return [*findings, Finding("configuration", str(error), "mend that key and run this again")]
    source = str(config.file) if config.file else "no config.yaml, so the defaults"
    findings.append(Finding("configuration", source))
    findings += _corpus(config)
    findings.append(_writable(config))
    findings.append(_token(config))
    findings += _discord(config)
    return findings


def _corpus(config: LoadedConfig) -> list[Finding]:
    from bot.index.analysis import Analyzer
    from bot.index.generation import open_current
    from bot.index.plan import is_stale
    from bot.index.tables import rejections

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
        rejected = [
            Finding("corpus", f"{item.path}: {item.reason}", "mend or remove that file")
            for item in rejections(current.database)
        ]
        if not current.counts["articles"]:
            rejected.append(
                Finding("corpus", f"no article in {corpus}", "put .txt, .md, .html or .jsonl there")
            )
        return [*(rejected or [Finding("corpus", str(corpus))]), index]
    finally:
        current.close()


def _writable(config: LoadedConfig) -> Finding:
    folder = config.index_path
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("index folder", f"{folder} cannot be written", "change its permissions")
    return Finding("index folder", str(config.index_path))


def _token(config: LoadedConfig) -> Finding:
    variable = config.values.discord.token_env
    token = os.environ.get(variable, "")
    if not token:
        return Finding(
            "Discord",
            f"the environment variable {variable} is not set",
            "set it to your bot's token (Discord Developer Portal, Bot, Reset Token);"
            " only 'run' needs it",
        )
    if not _TOKEN.fullmatch(token):
        return Finding(
            "Discord",
            f"{variable} does not look like a bot token",
            "copy the token from the portal's Bot page, not the client secret or public key",
        )
    return Finding("Discord", f"{variable} is set")


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
