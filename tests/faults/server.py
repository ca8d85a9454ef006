"""A provider that treats each article as its name says: see `scenario`."""

import re
import threading
from collections import Counter
from collections.abc import Iterable

from loopback import Answer, Loopback, Received

from .scenario import Scenario

_NAME = re.compile(r"The case is ([a-z0-9-]+)\.")


class FaultServer(Loopback):
    """Answers from the rows of the table, and counts the requests of each."""

    def __init__(self, scenarios: Iterable[Scenario]) -> None:
        super().__init__()
        self.requests: Counter[str] = Counter()
        self._scenarios = {s.name: s for s in scenarios}
        self._counting = threading.Lock()
        self.reply = self._of_scenario

    def _of_scenario(self, received: Received) -> Answer:
        prompt = "\n".join(m["content"] for m in received.body["messages"])
        found = _NAME.search(prompt)
        assert found is not None
        scenario = self._scenarios[found[1]]
        with self._counting:
            n_before = self.requests[scenario.name]
            self.requests[scenario.name] += 1
        return scenario.answers[min(n_before, len(scenario.answers) - 1)]
