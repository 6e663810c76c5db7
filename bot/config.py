"""config.yaml -> Config, frozen and validated.

msgspec validates because it starts in a fifth of the time that pydantic needs, and
``ask`` reads the configuration on every run. Paths in the file are relative to the
file's own folder. Secrets are never in it: it names environment variables.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from bot.errors import ConfigError
from bot.keys import explain, moved, shown

if TYPE_CHECKING:
    from bot.address import Address
    from bot.index.plan import Options

DEFAULT_PATH = Path("config.yaml")

# Keys that were renamed, with their new names, full as in "answers.top". Read as the new key,
# with a warning, for one version after the one that renamed them; then taken out of here.
RENAMED: Mapping[str, str] = {}

Level = Literal["debug", "info", "warning", "error"]
LEVELS: tuple[Level, ...] = get_args(Level)

_Path = Annotated[str, Meta(min_length=1)]
_Id = Annotated[int, Meta(ge=1)]  # of Discord
_Positive = Annotated[int, Meta(ge=1)]
_Share = Annotated[float, Meta(ge=0, le=1)]


class CorpusConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the articles are."""

    path: _Path = "corpus"
    max_file_mb: Annotated[float, Meta(gt=0)] = 20
    watch: bool = False


class IndexConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the index is."""

    path: _Path = ".index"


class PassagesConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How articles are divided; sizes in words."""

    min_words: _Positive = 60
    max_words: _Positive = 120

    def __post_init__(self) -> None:
        """Refuse sizes that contradict each other."""
        if self.min_words > self.max_words:
            raise ValueError(
                f"min_words is {self.min_words}, more than max_words, {self.max_words}"
            )


class RankingConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """BM25's parameters."""

    k1: Annotated[float, Meta(gt=0, le=10)] = 1.2
    b: _Share = 0.75


class AnswersConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much is shown, and when to say that the archive does not hold it."""

    top: Annotated[int, Meta(ge=1, le=25)] = 3
    min_confidence: _Share = 0.25


class ChannelsConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the bot answers; threads count as their channel."""

    allow: list[_Id] = []  # empty: everywhere
    deny: list[_Id] = []


class CooldownConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many questions in ``seconds``; 0 is no limit."""

    person: Annotated[int, Meta(ge=0)] = 30
    channel: Annotated[int, Meta(ge=0)] = 600
    seconds: Annotated[float, Meta(gt=0)] = 30


class AdminsConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may reindex, beside the application's owner or team."""

    users: list[_Id] = []
    roles: list[_Id] = []


class DiscordConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The Discord bot; channels, people, roles and guilds by their ids."""

    token_env: _Path = "DISCORD_TOKEN"  # noqa: S105 - the name of a variable, not a token
    answer_channels: list[_Id] = []
    channels: ChannelsConfig = ChannelsConfig()
    cooldown: CooldownConfig = CooldownConfig()
    admins: AdminsConfig = AdminsConfig()
    home_guilds: list[_Id] = []
    log_questions: bool = False
    questions_path: _Path = "questions.sqlite"
    retention_days: Annotated[int, Meta(ge=1, le=3650)] = 90


class LogConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``run`` logs."""

    level: Level = "info"


class OpsConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the health and the figures of a running bot are served; None: nowhere."""

    listen: _Path | None = None

    def __post_init__(self) -> None:
        """Refuse what is no address to listen on."""
        if self.listen is not None:
            from bot.address import parse

            parse(self.listen)


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that an admin can set. ``folder`` is where relative paths start."""

    corpus: CorpusConfig = CorpusConfig()
    index: IndexConfig = IndexConfig()
    passages: PassagesConfig = PassagesConfig()
    ranking: RankingConfig = RankingConfig()
    answers: AnswersConfig = AnswersConfig()
    discord: DiscordConfig = DiscordConfig()
    log: LogConfig = LogConfig()
    ops: OpsConfig = OpsConfig()


class LoadedConfig(Struct, frozen=True, kw_only=True):
    """A Config and the file that it came from; ``file`` is None for the defaults."""

    values: Config
    file: Path | None
    warnings: tuple[str, ...] = ()  # each a line for the admin

    def _resolve(self, path: str) -> Path:
        folder = self.file.parent if self.file else Path()
        return folder / Path(path).expanduser()

    @property
    def corpus_path(self) -> Path:
        """Return the folder of articles."""
        return self._resolve(self.values.corpus.path)

    @property
    def index_path(self) -> Path:
        """Return the folder of the index."""
        return self._resolve(self.values.index.path)

    @property
    def questions_path(self) -> Path:
        """Return the file of the questions that were asked, if they are logged."""
        return self._resolve(self.values.discord.questions_path)

    @property
    def listen(self) -> "Address | None":
        """Return where health and figures are served, if anywhere."""
        from bot.address import parse

        text = self.values.ops.listen
        return None if text is None else parse(text)

    @property
    def index_options(self) -> "Options":
        """Return what the configuration says of how the index is built."""
        from bot.index.plan import Options

        values = self.values
        return Options(
            min_words=values.passages.min_words,
            max_words=values.passages.max_words,
            max_bytes=int(values.corpus.max_file_mb * 1_000_000),
            k1=values.ranking.k1,
            b=values.ranking.b,
        )


def load(path: Path | None = None, *, renamed: Mapping[str, str] | None = None) -> LoadedConfig:
    """Read and validate the configuration.

    Without ``path``, ``config.yaml`` of the working directory; the defaults where
    there is none. Raises ConfigError with one line for the admin.
    """
    file = path or DEFAULT_PATH
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if path is None:
            return LoadedConfig(values=Config(), file=None)
        raise ConfigError(f"{file}: there is no such file") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None
    return _parse(text, file, RENAMED if renamed is None else renamed)


def _parse(text: str, file: Path, renamed: Mapping[str, str]) -> LoadedConfig:
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{file}, line {line}: not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{file}: not valid YAML: {' '.join(str(error).split())}") from None
    if data is None:
        return LoadedConfig(values=Config(), file=file)
    if not isinstance(data, dict):
        raise ConfigError(f"{file}: must hold keys and values, but holds {shown(data)}")
    for key in list(data):
        if data[key] is None:  # a section whose keys are all commented out
            del data[key]
    try:
        warnings = [f"{file}: {line}" for line in moved(data, renamed)]
        return LoadedConfig(
            values=msgspec.convert(data, Config), file=file, warnings=tuple(warnings)
        )
    except msgspec.ValidationError as error:
        raise ConfigError(f"{file}: {explain(str(error), data, Config)}") from None
    except ValueError as error:
        raise ConfigError(f"{file}: {error}") from None
