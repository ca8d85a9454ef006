"""One row of the table: what a server does to one article, and what becomes of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loopback import Answer, chat
from summarizer import Article
from summarizer.errors import SummarizerError

MAX_TRIES = 4
"""The default of `Settings.max_tries`, which the table is about."""
MAX_QUESTIONS = 2
"""What is asked about an article of one window: it is read, and repaired once."""
SENTENCE = "The harbour of Tarn stays closed, said Ilse Brandt."

GOOD_FORM: Mapping[str, Any] = {
    "sources": [
        {
            "name": "Ilse Brandt",
            "kind": "person",
            "role": "other",
            "affiliation": None,
            "expertise": None,
        }
    ],
    "claims": [
        {
            "sentences": [1],
            "text": "The harbour of Tarn stays closed.",
            "positions": [
                {
                    "sentence": 1,
                    "source": "Ilse Brandt",
                    "via": [],
                    "stance": "asserts",
                    "certainty": "certain",
                }
            ],
        }
    ],
    "quotes": [],
    "synopsis": [{"text": "The harbour of Tarn stays closed.", "claims": [1]}],
}
GOOD_TEXT = json.dumps(GOOD_FORM)
GOOD = chat(GOOD_TEXT)


@dataclass(frozen=True)
class Scenario:
    """A row. Its name stands in the article's text, and so reaches the server in the prompt."""

    name: str
    server: str
    """What the server does, for the docs."""
    answers: tuple[Answer, ...]
    """One for each request; the last one for ever."""
    handler: str
    """The module that deals with it."""
    requests: int = 1
    """HTTP requests in all."""
    outcome: type[SummarizerError] | None = None
    """What is raised; None: there is a summary."""
    later: type[SummarizerError] | None = None
    """What is raised instead if the endpoint has answered well before."""
    waits: tuple[float, ...] | None = None
    """Seconds between the requests; None: whatever the back-off gives."""
    marked: tuple[str, ...] = ()
    """Names of the checks that failed, in the summary."""
    is_estimated: bool = False
    """Whether we had to estimate what was used, in the summary."""
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        """The article."""
        return Article(text=f"{SENTENCE}\n\nThe case is {self.name}.", language="en")


def changed(part: str, **values: object) -> str:
    """Return the good reply with other values in the first source, claim or position."""
    form = json.loads(GOOD_TEXT)
    claim = form["claims"][0]
    found = {"source": form["sources"][0], "claim": claim, "position": claim["positions"][0]}
    (form if part == "reply" else found[part]).update(values)
    return json.dumps(form)
