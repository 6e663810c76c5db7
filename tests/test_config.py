from pathlib import Path

import msgspec
import pytest

from bot.config import Config, known_keys, load
from bot.errors import ConfigError

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
    sections = {key for key in known_keys() if "." not in key}
    assert sections == set(shipped)
