"""config.yaml -> Config, frozen and validated.

msgspec validates because it starts in a fifth of the time that pydantic needs, and
``ask`` reads the configuration on every run. Paths in the file are relative to the
file's own folder. Secrets are never in it: it names environment variables.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta, Struct

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.index.plan import Options

DEFAULT_PATH = Path("config.yaml")

_Path = Annotated[str, Meta(min_length=1)]
_Id = Annotated[int, Meta(ge=1)]  # of Discord
_Positive = Annotated[int, Meta(ge=1)]
_Share = Annotated[float, Meta(ge=0, le=1)]


class CorpusConfig(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the articles are."""

    path: _Path = "corpus"
    max_file_mb: Annotated[float, Meta(gt=0)] = 20


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
    min_confidence: _Share = 0.18


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


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that an admin can set. ``folder`` is where relative paths start."""

    corpus: CorpusConfig = CorpusConfig()
    index: IndexConfig = IndexConfig()
    passages: PassagesConfig = PassagesConfig()
    ranking: RankingConfig = RankingConfig()
    answers: AnswersConfig = AnswersConfig()
    discord: DiscordConfig = DiscordConfig()


class LoadedConfig(Struct, frozen=True, kw_only=True):
    """A Config and the file that it came from; ``file`` is None for the defaults."""

    values: Config
    file: Path | None

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


def load(path: Path | None = None) -> LoadedConfig:
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
    return LoadedConfig(values=_parse(text, file), file=file)


def known_keys(struct: type[Struct] = Config, prefix: str = "") -> Iterator[str]:
    """Yield the full name of every key, sections included."""
    for name, kind in get_type_hints(struct).items():
        yield prefix + name
        if isinstance(kind, type) and issubclass(kind, Struct):
            yield from known_keys(kind, f"{prefix}{name}.")


def _parse(text: str, file: Path) -> Config:
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{file}, line {line}: not valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{file}: not valid YAML: {' '.join(str(error).split())}") from None
    if data is None:
        return Config()
    if not isinstance(data, dict):
        raise ConfigError(f"{file}: must hold keys and values, but holds {_shown(data)}")
    for key in list(data):
        if data[key] is None:  # a section whose keys are all commented out
            del data[key]
    try:
        return msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{file}: {_explain(str(error), data)}") from None


def _explain(message: str, data: dict[str, Any]) -> str:
    """Turn msgspec's message into one that names the full key and what was found."""
    problem, _, path = message.partition(" - at `$")
    key = path.rstrip("`").lstrip(".")
    if unknown := re.search(r"unknown field `(.*)`", problem):
        full = f"{key}.{unknown[1]}" if key else unknown[1]
        nearest = _nearest(full)
        return f"{full}: there is no such key" + (
            f"; did you mean {nearest}?" if nearest else f"; known here: {_siblings(key)}"
        )
    found: Any = data
    for part in re.findall(r"[^.\[\]]+", key):
        if isinstance(found, list) and part.isdigit():
            found = found[int(part)]
        elif isinstance(found, dict):
            found = found.get(part)
    if found is None or isinstance(found, dict):
        return f"{key}: {problem}" if key else problem
    wanted = problem.partition(", got")[0].replace("`", "")
    return f"{key}: {wanted[0].lower()}{wanted[1:]}, found {_shown(found)}"


def _nearest(full: str) -> str | None:
    known = list(known_keys())
    close = difflib.get_close_matches(full, known, n=1, cutoff=0.75)
    if close:
        return close[0]
    last = full.rpartition(".")[2]
    by_last = {key.rpartition(".")[2]: key for key in known}
    close = difflib.get_close_matches(last, list(by_last), n=1, cutoff=0.75)
    return by_last[close[0]] if close else None


def _siblings(section: str) -> str:
    depth = section.count(".") + 1 if section else 0
    keys = (key for key in known_keys() if key.count(".") == depth)
    return ", ".join(key for key in keys if not section or key.startswith(section + "."))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
