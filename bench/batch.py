"""Many articles at once, ours beside plain instructor, against what no scheduler can beat."""

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import NamedTuple, get_args

from .bound import bound_s, rate_bound_s
from .child import Run, System
from .server import Behaviour, latencies
from .serving import ROOT, serving

__all__ = ["CASES", "Case", "Result", "Row", "measure"]


@dataclass(frozen=True)
class Case:
    """A server, and what it is asked."""

    name: str
    behaviour: Behaviour
    n_words: tuple[int, int]
    n: int = 400
    concurrency: int = 64

    @property
    def bound_s(self) -> float:
        """Seconds that no scheduler can beat."""
        if self.behaviour.per_second is not None:
            return rate_bound_s(self.n, self.behaviour.per_second, self.behaviour.latency_s)
        return bound_s(islice(latencies(self.behaviour), self.n), self.concurrency)


_FIXED, _SPREAD = Behaviour(0.3), Behaviour(0.3, sigma=0.8)
_LIMITED = Behaviour(0.3, per_second=40)
_BRIEF, _REPORT = (30, 50), (300, 600)
CASES = (
    Case("fixed, briefs", _FIXED, _BRIEF),
    Case("lognormal, briefs", _SPREAD, _BRIEF),
    Case("fixed, reports", _FIXED, _REPORT),
    Case("lognormal, reports", _SPREAD, _REPORT),
    Case("40 a second, briefs", _LIMITED, _BRIEF),
)


class Result(NamedTuple):
    """One run of one system."""

    n_ok: int
    seconds: float
    cpu_s: float
    """Of the asking process."""
    requests: int
    refused: int


@dataclass(frozen=True)
class Row:
    """A case and a system: medians over the rounds."""

    case: Case
    system: System
    results: Sequence[Result]

    def median(self, of: Callable[[Result], float]) -> float:
        """The median of a figure."""
        return statistics.median(map(of, self.results))

    @property
    def ratio(self) -> float:
        """Its time as a multiple of the bound."""
        return self.median(lambda r: r.seconds) / self.case.bound_s


def measure(cases: Sequence[Case], rounds: int) -> list[Row]:
    """Run all systems in turn, round by round; each run has a fresh process and a fresh server."""
    results: dict[tuple[int, System], list[Result]] = defaultdict(list)
    for number in range(rounds):
        for i, case in enumerate(cases):
            systems: tuple[System, ...] = get_args(System)
            for system in systems if number % 2 else systems[::-1]:  # nobody is always first
                results[i, system].append(_run(case, system))
    return [Row(cases[i], system, each) for (i, system), each in sorted(results.items())]


def _run(case: Case, system: System) -> Result:
    with serving(case.behaviour) as server, serving(Behaviour()) as warm:
        run = Run(system, server.url, warm.url, case.n, case.concurrency, case.n_words)
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "bench.child", json.dumps(asdict(run))],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        told = json.loads(done.stdout)
        return Result(**told, **server.counts()._asdict())
