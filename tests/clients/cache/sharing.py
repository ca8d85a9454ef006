"""Processes at one cache, in a process without threads that may fork: prints what they saw.

python sharing.py together FOLDER    several write and read the same replies at once
python sharing.py killed FOLDER      one after the other is killed in the middle of its work
"""

import json
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from summarizer.clients.replies import ReplyCache

N_PROCESSES = 6
N_SHARED = 60
N_KILLED = 20
LONGEST_S = 0.12


def text_of(key: str) -> str:
    """Return the only right text of a key: long, so that it takes several pages."""
    return f"{key}:" + key * 3_000


def is_wrong(cache: ReplyCache, key: str) -> bool:
    """Whether the cache gives a text that is not the key's."""
    return cache.get(key) not in {None, text_of(key)}


def forked(work: Callable[[], int]) -> int:
    """Do the work in a child, whose exit code is its result; gives its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        code = work()
    except BaseException:  # noqa: BLE001 - the parent must hear of it, and nothing else may run
        traceback.print_exc()
    finally:
        os._exit(code)


def together(folder: Path) -> dict[str, object]:
    """Let several processes open, write and read at once, each in another order."""

    def work(number: int) -> int:
        cache = ReplyCache(folder, timeout_s=10)
        keys = [str(key) for key in range(N_SHARED)]
        random.Random(number).shuffle(keys)  # noqa: S311 - an order, no secret
        n_wrong = 0
        for key in keys:
            n_wrong += is_wrong(cache, key)
            cache.put(key, text_of(key))
            n_wrong += cache.get(key) != text_of(key)
        cache.close()
        return min(n_wrong, 90)

    children = [forked(lambda number=number: work(number)) for number in range(N_PROCESSES)]  # type: ignore[misc]
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    cache = ReplyCache(folder)
    kept = sum(cache.get(str(key)) == text_of(str(key)) for key in range(N_SHARED))
    cache.close()
    return {"codes": codes, "kept": kept}


def killed(folder: Path) -> dict[str, object]:
    """Kill writers at moments that a fixed seed draws, and look at what each leaves behind."""
    draw = random.Random(20)  # noqa: S311 - the same moments each time
    ends, wrong, entries = [], 0, [0]
    for run in range(N_KILLED):
        told, tell = os.pipe()

        def work(run: int = run, tell: int = tell) -> int:
            cache = ReplyCache(folder, timeout_s=10)
            for number in range(100_000):
                key = str(number % 500 if run % 2 else run * 1_000 + number % 500)
                cache.put(key, text_of(key))
                if number == 0:
                    os.write(tell, b"1")
            return 0

        pid = forked(work)
        if run % 2 == 0:  # while it writes for sure; else perhaps while it opens
            os.read(told, 1)
        time.sleep(draw.uniform(0, LONGEST_S))
        os.kill(pid, signal.SIGKILL)
        ends.append(os.WTERMSIG(os.waitpid(pid, 0)[1]))
        cache = ReplyCache(folder, timeout_s=10)
        wrong += sum(is_wrong(cache, str(key)) for key in range(500))
        wrong += sum(is_wrong(cache, str(run * 1_000 + number)) for number in range(500))
        cache.put(f"after {run}", text_of("x"))
        wrong += cache.get(f"after {run}") != text_of("x")
        entries.append(cache.info().entries)
        cache.close()
        os.close(told)
        os.close(tell)
    with closing(sqlite3.connect(folder / "replies" / "cache.db")) as connection:
        ((verdict,),) = connection.execute("PRAGMA integrity_check")
    grew = sum(after > before + 1 for before, after in pairwise(entries))
    return {"ends": ends, "wrong": wrong, "verdict": verdict, "grew": grew}


if __name__ == "__main__":
    print(json.dumps({"together": together, "killed": killed}[sys.argv[1]](Path(sys.argv[2]))))  # noqa: T201 - this is how it tells
