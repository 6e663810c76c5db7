"""Every error that this program raises on purpose.

BotError                 a person can read its message and act on it
├── ConfigError          config.yaml: which key, what was found, what is allowed
├── CorpusError          the corpus folder as a whole cannot be read
├── RejectedError        one file or article cannot be indexed; the others can
├── FetchError           an address that cannot be added to the corpus
├── IndexDamagedError    what is on disk is not a whole index of this format
├── IndexBusyError       another process is reindexing
├── IndexWriteError      the new index could not be written; the old one is as it was
├── DiscordSetupError    Discord will not have the bot as it is set up
├── OpsError             what an admin asked for beside the bot cannot be had
└── NotFoundError        no article, quotation or index of that name

``exit_code`` is what the command line ends with. A message is one line and says
which file, key or value is meant and how to mend it.
"""


class BotError(Exception):
    """An error with a message for the person at the keyboard."""

    exit_code = 1


class ConfigError(BotError):
    """config.yaml cannot be used as it is."""


class CorpusError(BotError):
    """The corpus folder as a whole cannot be read."""


class RejectedError(BotError):
    """One file or article that cannot be indexed, with the reason."""


class FetchError(BotError):
    """An address that cannot be fetched into the corpus."""


class IndexDamagedError(BotError):
    """What is on disk is not a whole index of this format."""


class IndexBusyError(BotError):
    """Another process holds the index's write lock."""


class IndexWriteError(BotError):
    """The new index could not be written; the one in use is as it was."""


class DiscordSetupError(BotError):
    """Discord will not have the bot as it is set up; starting again is no use."""


class OpsError(BotError):
    """What an admin asked for beside the bot cannot be had: health, figures, watching."""


class NotFoundError(BotError):
    """There is no article, quotation or index of that name."""
