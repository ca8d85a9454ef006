"""A question on its way through jobs: how often it was sent, and what came back."""

from dataclasses import dataclass, replace
from typing import Literal

from ..errors import SummarizerError
from ..usage import NOTHING, CallUsage

__all__ = ["Question", "Stage"]

Stage = Literal["open", "sent", "answered", "failed"]
"""`open`: to be sent, or sent again; `sent`: in a job; `answered`: with a reply that has yet to be
held against its form; `failed`: asking again would not help."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a question; its words are not kept."""

    key: str
    """As in the reply cache: hex SHA-256 of its body and of whom it is put to."""
    owner: str
    """Id of the first article that asked it, whose usage tells what it cost."""
    stage: Stage = "open"
    job: int | None = None
    """Number of the job that it was sent in last."""
    tries: int = 0
    """How often it was sent."""
    has_more_room: bool = False
    """Whether an answer was cut off, so that it is asked with all the room there is."""
    n_in: int = 0
    """Tokens of the last body, estimated."""
    n_most: int = 0
    """Tokens of its answer at most."""
    reply: str = ""
    """The last reply, usable or not."""
    error: SummarizerError | None = None
    """Why there is no reply that can be used."""
    usage: CallUsage = NOTHING
    """What all tries cost."""

    def answered(self, reply: str, usage: CallUsage) -> "Question":
        """Return it with a reply."""
        return self._with(usage, stage="answered", reply=reply)

    def failed(self, error: SummarizerError, usage: CallUsage) -> "Question":
        """Return it with an error that no other try would mend."""
        return self._with(usage, stage="failed", error=error)

    def reopened(
        self,
        error: SummarizerError,
        usage: CallUsage = NOTHING,
        *,
        has_more_room: bool = False,
    ) -> "Question":
        """Return it with an error that another try may mend, for which its last reply is kept."""
        more = self.has_more_room or has_more_room
        again = self._with(usage, stage="open", reply=self.reply, error=error)
        return replace(again, has_more_room=more)

    def unsent(self) -> "Question":
        """Return it as it was before its last job, which was never begun."""
        return replace(self, stage="open", job=None, tries=self.tries - 1)

    def _with(
        self,
        usage: CallUsage,
        *,
        stage: Stage,
        reply: str = "",
        error: SummarizerError | None = None,
    ) -> "Question":
        return replace(self, stage=stage, reply=reply, error=error, usage=self.usage.plus(usage))
