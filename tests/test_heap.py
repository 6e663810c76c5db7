"""Memory that was freed goes back to the system, in a process of its own."""

import subprocess
import sys

import pytest

TEN_MB = """
import threading
from pathlib import Path
from bot import heap

def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

heap.settle()
kept = []
def work() -> None:
    # Small blocks with one that stays in between, which keeps the arena's top where it is.
    blocks = [bytearray(600) for _ in range(40_000)]
    kept.append(blocks[-1])

threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
before = resident()
heap.trim()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told so")
def test_freed_memory_goes_back():
    done = subprocess.run(
        [sys.executable, "-c", TEN_MB], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 5_000_000
