from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.address import parse
from bot.config import Config, load
from bot.errors import ConfigError
from bot.keys import known_keys

ROOT = Path(__file__).parent.parent


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "config.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def message_of(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(path)
    message = str(caught.value)
    assert message.count("\n") == 0
    assert message.startswith(str(path))
    return message.removeprefix(str(path)).lstrip(":, ")


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = load()
    assert config.values == Config()
    assert config.corpus_path == Path("corpus")
    assert config.index_path == Path(".index")


def test_a_named_file_must_exist(tmp_path):
    assert message_of(tmp_path / "other.yaml") == "there is no such file"


def test_what_is_no_file_of_text_is_said(tmp_path):
    assert message_of(tmp_path) == "cannot be read: Is a directory"
    path = tmp_path / "config.yaml"
    path.write_bytes(b"corpus: {path: \x00}")
    assert message_of(path).startswith("not valid YAML: unacceptable character #x0000")
    path.write_bytes(b"corpus: {path: \xff}")
    assert message_of(path) == "is not UTF-8 text; save it as UTF-8"


def test_one_of_a_list_is_named_with_its_place(write):
    message = message_of(write("discord: {answer_channels: [1, x]}"))
    assert message == "discord.answer_channels[1]: expected int, found 'x'"


def test_relative_paths_start_at_the_files_folder(write, tmp_path):
    config = load(write("corpus: {path: articles}\nindex: {path: /elsewhere}"))
    assert config.corpus_path == tmp_path / "articles"
    assert config.index_path == Path("/elsewhere")


@pytest.mark.parametrize("text", ["", "# nothing\n", "corpus:\n", "corpus: {}\n"])
def test_what_is_left_out_has_its_default(write, text):
    assert load(write(text)).values == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("corpus: {pth: x}", "corpus.pth: there is no such key; did you mean corpus.path?"),
        ("top: 3", "top: there is no such key; did you mean answers.top?"),
        ("zzz: 3", "zzz: there is no such key; known here: "),
        ("passages: {min_words: many}", "passages.min_words: expected int, found 'many'"),
        ("passages: {min_words: 0}", "passages.min_words: expected int >= 1, found 0"),
        ("passages: {min_words: 2.5}", "passages.min_words: expected int, found 2.5"),
        ("ranking: {b: 2}", "ranking.b: expected float <= 1.0, found 2"),
        ("answers: {top: true}", "answers.top: expected int, found True"),
        ("corpus: 5", "corpus: expected object, found 5"),
        ("passages: {min_words: 200}", "passages: min_words is 200, more than max_words, 120"),
        ("ops: {listen: 0.0.0.0}", "ops: '0.0.0.0' is no address to listen on: write it as"),
        ("ops: {listen: ':9300'}", "ops: ':9300' names no IP address to listen on: write 127"),
        ("ops: {listen: 'example.org:80'}", "ops: 'example.org:80' names no IP address"),
        ("ops: {listen: '127.0.0.1:70000'}", "ops: '127.0.0.1:70000' is no address to listen"),
        ("ops: {listen: 9300}", "ops.listen: expected str | null, found 9300"),
        ("log: {level: loud}", "log.level: invalid enum value 'loud'"),
        ("discord: {retention_days: 0}", "discord.retention_days: expected int >= 1, found 0"),
        ("[1, 2]", "must hold keys and values, but holds [1, 2]"),
        ("a: [", "line 1: not valid YAML: "),
        ("a: !!python/object/apply:os.system [x]", "line 1: not valid YAML: "),
    ],
)
def test_a_bad_value_is_named_with_what_was_found(write, text, message):
    assert message_of(write(text)).startswith(message)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert message_of(path) == "is not UTF-8 text; save it as UTF-8"


def test_the_shipped_file_holds_every_key_with_its_default():
    """config.yaml is the reference that admins read; it must not lag behind the code."""
    import yaml

    shipped = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    assert msgspec.to_builtins(Config()) == shipped
    sections = {key for key in known_keys(Config) if "." not in key}
    assert sections == set(shipped)


@pytest.mark.parametrize(
    ("text", "address", "is_local"),
    [
        ("127.0.0.1:9300", "127.0.0.1:9300", True),
        ("localhost:80", "127.0.0.1:80", True),
        ("'[::1]:9300'", "[::1]:9300", True),
        ("0.0.0.0:9300", "0.0.0.0:9300", False),
    ],
)
def test_where_to_listen_is_written_down(write, text, address, is_local):
    listen = load(write(f"ops: {{listen: {text}}}")).listen
    assert listen is not None
    assert (address, is_local) == (str(listen), listen.is_local)


@given(st.text() | st.from_regex(r"\[?[0-9a-f.:]{1,20}\]?:\d{1,7}"))
def test_any_other_text_is_no_address(text):
    try:
        address = parse(text)
    except ValueError:
        return
    assert 0 < address.port < 65536
    assert address == parse(str(address))


# A table of its own, as no key of this program was renamed yet.
RENAMED = {"answers.count": "answers.top", "bm25.k1": "ranking.k1", "bm25.b": "ranking.b"}


def test_no_key_leads_to_one_that_is_not_there():
    from bot.config import RENAMED

    known = set(known_keys(Config))
    assert not set(RENAMED.values()) - known
    assert not set(RENAMED) & known


def test_a_renamed_key_is_still_read_with_a_warning(write):
    path = write("answers: {count: 5}\nbm25: {k1: 2, b: 0.5}\nranking: {}")
    config = load(path, renamed=RENAMED)
    values = config.values
    assert (5, 2, 0.5) == (values.answers.top, values.ranking.k1, values.ranking.b)
    assert f"{path}: answers.count was renamed to answers.top: rename it" in config.warnings[0]
    assert 3 == len(config.warnings)
    assert () == load(write("answers: {top: 5}"), renamed=RENAMED).warnings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answers: {count: 5, top: 3}", "answers.count was renamed to answers.top, which is"),
        ("answers: {count: many}", "answers.top: expected int, found 'many'"),
        ("bm25: {k1: 2}\nranking: 5", "ranking: expected object, found 5"),
        ("bm25: 5", "bm25: there is no such key"),
    ],
)
def test_a_renamed_key_is_checked_as_any_other(write, text, message):
    with pytest.raises(ConfigError, match=message):
        load(write(text), renamed=RENAMED)
