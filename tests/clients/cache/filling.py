"""Fills a disk with replies, in a process of its own: prints what became of them as JSON.

    python filling.py FOLDER [LIMIT]

LIMIT is the size that no file may outgrow, for machines where no small disk can be made.
"""

import asyncio
import json
import logging
import resource
import sys
from collections import Counter
from pathlib import Path

from asking import GOOD, question

from summarizer.clients.cached import CachedClient
from summarizer.clients.replies import ReplyCache
from summarizer.core.ask.request import CallUsage, Reply, Request

LONG = json.dumps(GOOD) + " " * 20_000
N_ASKED = 60


class Endpoint:
    """Answers at once, and at length."""

    identity = "e"

    def body(self, request: Request) -> dict[str, object]:
        """Build what would be sent."""
        return {"messages": [message.content for message in request.messages]}

    async def complete(self, request: Request) -> Reply:
        """Answer one request."""
        del request
        return Reply(LONG, CallUsage(attempts=1))

    async def aclose(self) -> None:
        """Close nothing."""


class Counting(logging.Handler):
    """Counts the warnings."""

    n_warnings = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.n_warnings += record.levelno >= logging.WARNING


async def asked(folder: Path) -> dict[str, int]:
    """Ask more than the disk can hold."""
    counting = Counting()
    logging.getLogger("summarizer").addHandler(counting)
    client = CachedClient(Endpoint(), ReplyCache(folder, timeout_s=0.05))
    replies = [await client.complete(question(str(number))) for number in range(N_ASKED)]
    await client.aclose()
    logging.getLogger("summarizer").removeHandler(counting)
    seen = Counter("hit" if reply.usage.cached else "asked" for reply in replies)
    n_wrong = sum(reply.text != LONG for reply in replies)
    return {**seen, "wrong": n_wrong, "warnings": counting.n_warnings}


def main(folder: str, limit: str = "") -> None:
    """Run twice: the second run finds the disk full."""
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    runs = [asyncio.run(asked(Path(folder))) for _ in range(2)]
    print(json.dumps(runs))  # noqa: T201 - this is how it tells


main(*sys.argv[1:])
