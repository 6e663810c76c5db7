"""``python -m tests.fuzz [TARGET...] --minutes N``: fuzz each target so long; exit 1 for a find."""

from __future__ import annotations

import argparse
import sys
import time

from .run import TARGETS, fuzz


def main() -> int:
    """Fuzz what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10.0, help="for each target (10)")
    parser.add_argument("--seed", type=int, default=0, help="of the first round (0)")
    chosen = parser.parse_args()
    if unknown := set(chosen.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    finds = 0
    for name in chosen.targets or TARGETS:
        began = time.monotonic()
        tally = fuzz(name, seconds=chosen.minutes * 60, seed=chosen.seed)
        finds += len(tally.finds)
        took = (time.monotonic() - began) / 60
        print(
            f"{name}: {took:.1f} min, {tally.texts:,} texts checked, {tally.timed:,} timed,"
            f" {len(tally.finds)} finds",
            flush=True,
        )
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
