"""What several test modules need: a small corpus, and a way to index it."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from bot.cli import main
from bot.index.indexer import Report, reindex
from bot.index.plan import Options

# The machines that run this are shared and slow at times; examples are counted, not timed.
settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("project")
# For benchmarks.mutation, to which a failure is all that counts, not the simplest one.
settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate])

OPTIONS = Options(min_words=60, max_words=120, max_bytes=20_000_000, k1=1.2, b=0.75)

GAGARIN = """---
title: The first orbit
author: A. Writer
publication: The Test Gazette
date: 2021-04-12
url: https://example.org/first-orbit
---
On 12 April 1961 Yuri Gagarin became the first person in orbit. His spacecraft, Vostok 1,
circled the Earth once and landed near Engels after 108 minutes.

“Poyekhali!” Gagarin said at lift-off, a word that every Russian knows. He was a major when he
came down, and the most famous man alive.
"""

LEONOV = """---
title: The first spacewalk
date: 2025-03-18
---
Alexei Leonov left Voskhod 2 on 18 March 1965 and floated on a tether for twelve minutes. His
suit swelled so much that he could not pass the hatch until he had let out some of its air.
"""

SOYUZ = """---
title: A handshake in orbit
publication: The Test Gazette
date: 2025-07-17
---
On 17 July 1975 Thomas Stafford and Alexei Leonov shook hands through the hatch between an
Apollo and a Soyuz. The two spacecraft had docked some hours before, over the Atlantic Ocean.
"""

Index = Callable[..., Report]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "corpus"
    (folder / "vostok").mkdir(parents=True)
    (folder / "vostok" / "gagarin.md").write_text(GAGARIN, encoding="utf-8")
    (folder / "leonov.md").write_text(LEONOV, encoding="utf-8")
    (folder / "soyuz.md").write_text(SOYUZ, encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the index goes; not made yet."""
    return tmp_path / "index"


@pytest.fixture
def update(corpus: Path, index: Path) -> Index:
    """Bring ``index`` up to date with ``corpus``."""

    def update(options: Options = OPTIONS, wait: float = -1) -> Report:
        return reindex(corpus=corpus, index=index, options=options, wait=wait)

    return update


@pytest.fixture
def bot(corpus, tmp_path, monkeypatch, capsys):
    """Run a command with ``corpus`` as the corpus; returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("corpus: {path: corpus}\nindex: {path: index}\n")

    def bot(*argv: str) -> tuple[int, str, str]:
        try:
            code = main(argv)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return bot


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes that a test starts be interrupted, as those of a terminal are."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
