"""What the benchmark measured, as tables and as ratios to the goals."""

from collections.abc import Iterator, Sequence
from typing import Any

_MEGA = 1_000_000
_KINDS = ("short", "long", "rare", "common")


def shown(result: dict[str, Any]) -> str:
    """Return everything as text."""
    parts = [f"{result['processors']} processors"]
    for size in result["sizes"]:
        parts += [_engines(size), _archive(size)]
    parts.append(_table(("goal", "wanted", "measured", ""), list(_goals(result))))
    return "\n\n".join(parts)


def _engines(size: dict[str, Any]) -> str:
    head = [f"{size['passages']:,} passages", "build s", "peak MB", "disk MB", "cold s", "open MB"]
    head += [f"{kind} p50/p99 ms" for kind in _KINDS]
    rows = []
    for name, found in size["engines"].items():
        times = found["milliseconds"]
        rows.append(
            [
                name,
                f"{found['seconds']:.2f}",
                f"{found['peak']:.0f}",
                f"{found['disk'] / _MEGA:.1f}" if found["disk"] else "-",
                f"{found['cold']:.2f}",
                f"{found['after']:.0f}",
                *(_pair(times[kind]) if kind in times else "-" for kind in _KINDS),
            ]
        )
    return _table(head, rows)


def _archive(size: dict[str, Any]) -> str:
    archive = size["archive"]
    rows = [
        ("passages built a second", f"{size['passages'] / archive['seconds']:,.0f}"),
        ("peak of building, MB", f"{archive['peak']:.0f}"),
        ("on disk, MB", f"{archive['disk'] / _MEGA:.1f}"),
        ("cleaned text, MB", f"{archive['text_bytes'] / _MEGA:.1f}"),
        ("resident when open / after, MB", f"{archive['open']:.0f} / {archive['after']:.0f}"),
        ("ask from the shell, s", f"{archive['shell']:.3f}"),
        *(
            (f"ask, {kind}, p50/p99 ms", _pair(times))
            for kind, times in (archive["milliseconds"] | archive["odd"]).items()
        ),
    ]
    return _table((f"whole archive, {size['passages']:,} passages", ""), rows)


def _goals(result: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the goals that this run can tell about: what, wanted, measured, whether."""
    ours: list[tuple[int, float]] = []
    for size in result["sizes"]:
        passages, archive, engines = size["passages"], size["archive"], size["engines"]
        about = f", {passages:,}"
        if "ours" in engines:
            mine = engines["ours"]["milliseconds"]["short"]["p50"]
            ours.append((passages, mine))
            if "rank-bm25" in engines:
                times = engines["rank-bm25"]["milliseconds"]["short"]["p50"] / mine
                yield _goal(f"first stage against rank-bm25{about}", ">= 500", times, "x faster")
            peers = [
                engines[name]["milliseconds"]["short"]["p50"]
                for name in ("bm25s-numba", "tantivy")
                if name in engines
            ]
            if peers:
                ratio = mine / min(peers)
                yield _goal(f"against the better of bm25s, tantivy{about}", "<= 1", ratio, "x")
            for name in ("bm25s", "bm25s-numba"):
                if name in engines:
                    ratio = engines["ours"]["seconds"] / engines[name]["seconds"]
                    yield _goal(f"compiling against {name}{about}", "<= 1", ratio, "x")
        whole = archive["milliseconds"]["short"]
        yield _goal(f"ask, p50{about}", "<= 3", whole["p50"], "ms")
        yield _goal(f"ask, p99{about}", "<= 10", whole["p99"], "ms")
        for name, times in archive["odd"].items():
            yield _goal(f"{name}{about}", "<= 10", times["p50"] / whole["p50"], "x ordinary")
        shell = archive["shell"] / archive["numpy"]
        yield _goal(f"ask from the shell{about}", "<= 3", shell, "x import numpy")
        memory = 150 if passages < 500_000 else 600
        yield _goal(f"resident after the questions{about}", f"<= {memory}", archive["after"], "MB")
        yield _goal(f"built{about}", ">= 5000", passages / archive["seconds"], "passages/s")
        yield _goal(f"peak of building{about}", "<= 3000", archive["peak"], "MB")
        yield _goal(f"disk{about}", "<= 1.8", archive["disk"] / archive["text_bytes"], "x text")
    if len(ours) > 1:
        (few, quick), *_, (many, slow) = sorted(ours)
        yield _goal(f"{many:,} against {few:,} passages", "<= 6", slow / quick, "x")
    if "reindex" in result:
        times = result["reindex"]
        about = f", {times['files']:,.0f} files"
        yield _goal(f"10 changed{about}", ">= 20", times["full"] / times["changed"], "x faster")
        yield _goal(f"none changed{about}", "<= 1", times["unchanged"], "s")


def _goal(what: str, wanted: str, measured: float, unit: str) -> tuple[str, str, str, str]:
    sign, _, limit = wanted.partition(" ")
    met = measured >= float(limit) if sign == ">=" else measured <= float(limit)
    return what, f"{wanted} {unit}", f"{measured:,.2f}", "met" if met else "MISSED"


def _pair(times: dict[str, float]) -> str:
    return f"{times['p50']:.3f}/{times['p99']:.3f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in lines
    )
