"""The engines that are compared: the same passages, as terms, in; the ten best out.

None of them is imported before it is used, so that a process holds one of them only.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

K1, B = 1.2, 0.75

Terms = Sequence[str]


class Engine(Protocol):
    """One way to find passages."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        """Index ``passages`` and leave the index in ``folder``, which exists."""

    def open(self, passages: list[list[str]] | None, folder: Path) -> None:
        """Open the index in ``folder``; ``passages`` are for an engine that keeps none."""

    def top(self, terms: Terms, k: int) -> list[int]:
        """Return the numbers of the ``k`` best passages."""


class Ours:
    """This project's first stage. Its build here is that of the postings alone."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        """Compile the postings; they are written when the whole archive is built."""
        import numpy as np

        from bot.index.bm25 import CompiledBM25
        from bot.index.postings import PostingsBuilder

        builder = PostingsBuilder()
        for terms in passages:
            builder.add(terms)
        postings = builder.build()
        arrays = {**postings.arrays(), **CompiledBM25(postings, k1=K1, b=B).arrays()}
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array)

    def open(self, passages: list[list[str]] | None, folder: Path) -> None:
        """Map the arrays into memory."""
        import numpy as np

        from bot.index.bm25 import CompiledBM25
        from bot.index.postings import Postings

        arrays = {
            path.stem: np.asarray(np.load(path, mmap_mode="r")) for path in folder.glob("*.npy")
        }
        postings = Postings.from_arrays(arrays)
        self._bm25 = CompiledBM25(postings, k1=K1, b=B, compiled=arrays)

    def top(self, terms: Terms, k: int) -> list[int]:
        """Return the best passages."""
        return [hit.passage for hit in self._bm25.top(terms, k)]


class RankBM25:
    """rank-bm25 scores every passage, and keeps nothing on the disk."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        """Count the words."""
        from rank_bm25 import BM25Okapi

        self._bm25 = BM25Okapi(passages, k1=K1, b=B)

    def open(self, passages: list[list[str]] | None, folder: Path) -> None:
        """Count the words again."""
        if passages is None:
            raise ValueError("rank-bm25 needs the passages")
        self.build(passages, folder)

    def top(self, terms: Terms, k: int) -> list[int]:
        """Return the best passages."""
        import numpy as np

        scores = self._bm25.get_scores(terms)
        best = np.argpartition(-scores, k)[:k]
        found: list[int] = best[np.argsort(-scores[best])].tolist()
        return found


class BM25S:
    """bm25s, which sums up all postings of a question's terms."""

    backend = "numpy"

    def build(self, passages: list[list[str]], folder: Path) -> None:
        """Index and save."""
        bm25 = self._module().BM25(k1=K1, b=B, method="lucene", backend=self.backend)
        bm25.index(passages, show_progress=False)
        bm25.save(folder)

    def open(self, passages: list[list[str]] | None, folder: Path) -> None:
        """Load; not mapped, which is slower."""
        self._bm25 = self._module().BM25.load(folder)
        self._bm25.backend = self.backend

    def top(self, terms: Terms, k: int) -> list[int]:
        """Return the best passages."""
        found = self._bm25.retrieve([list(terms)], k=k, show_progress=False, n_threads=0)
        numbers: list[int] = found.documents[0].tolist()
        return numbers

    def _module(self) -> Any:
        import bm25s

        return bm25s


class BM25SNumba(BM25S):
    """The same, compiled by Numba."""

    backend = "numba"


class Tantivy:
    """tantivy, a search engine in Rust."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        """Index with one thread, into one segment where it can."""
        import tantivy

        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=1_000_000_000, num_threads=1)
        for number, terms in enumerate(passages):
            writer.add_document(tantivy.Document(text=" ".join(terms), number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, passages: list[list[str]] | None, folder: Path) -> None:
        """Open the folder."""
        import tantivy

        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def top(self, terms: Terms, k: int) -> list[int]:
        """Return the best passages, by the numbers that tantivy gave them."""
        query = self._index.parse_query(" ".join(terms), ["text"])
        return [address.doc for _, address in self._searcher.search(query, k).hits]

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace")
        builder.add_integer_field("number", stored=True)
        return builder.build()


ENGINES: dict[str, type[Engine]] = {
    "ours": Ours,
    "rank-bm25": RankBM25,
    "bm25s": BM25S,
    "bm25s-numba": BM25SNumba,
    "tantivy": Tantivy,
}
# More passages than these would take minutes to build or seconds a question.
LIMITS = {"rank-bm25": 100_000, "bm25s": 100_000}
