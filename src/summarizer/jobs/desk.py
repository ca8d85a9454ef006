"""Where jobs are handed in and fetched: each step is written down before the next is taken."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import ConfigurationError, LLMUnavailableError, SummarizerError
from .files import answers_file, questions_file
from .judging import Judge
from .lines import read_answers
from .remote import RemoteJob
from .state import Job
from .tools import Tools

__all__ = ["Desk", "JobStatus"]


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How a job stands."""

    number: int
    """Counted from 1, in this state file."""
    batch_id: str
    """The provider's id of it; empty if it is not submitted yet."""
    status: str
    """The provider's word, such as `in_progress`; or `packed`, `uploaded`, `creating`: on its way
    there; `collected`: its answers are stored; `refused`."""
    n_questions: int
    n_done: int
    """Questions answered so far, or failed."""
    submitted_at: float
    """Seconds since 1970; 0: not yet."""


class Desk:
    """Jobs of one state file at one provider."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._state = tools.state
        self._remote = tools.remote
        self.doom: SummarizerError | None = None
        """What would befall every other job as well."""

    async def collect(self) -> int:
        """Store the answers of all jobs that have ended; returns how many jobs those were.

        Raises:
            SummarizerError: the provider cannot be asked.
        """
        await self._recover()
        n_ended = 0
        for job in self._state.jobs("submitted"):
            remote = await self._remote.look(job.batch_id)
            if not remote.is_over:
                continue
            if remote.refusal is None:
                n_ended += 1
                await self._store(job, remote)
                continue
            self._refuse(job)
            has_room_soon = n_ended > 0 or bool(self._state.jobs("submitted"))
            if not (remote.is_queue_full and has_room_soon):
                self.doom = self.doom or remote.refusal
        return n_ended

    async def submit(self) -> Sequence[Job]:
        """Hand in every job that is packed; returns those that were.

        Raises:
            SummarizerError: the provider cannot be asked, or does not take a job.
        """
        await self._recover()
        return [await self._hand_in(job) for job in self._state.jobs("packed", "uploaded")]

    async def status(self) -> list[JobStatus]:
        """Ask how all jobs stand.

        Raises:
            SummarizerError: the provider cannot be asked.
        """
        found: list[JobStatus] = []
        for job in self._state.jobs():
            status, n_done = str(job.stage), job.n_questions if job.stage == "collected" else 0
            if job.stage == "submitted":
                remote = await self._remote.look(job.batch_id)
                status, n_done = remote.status, remote.n_done
            found.append(
                JobStatus(
                    job.number, job.batch_id, status, job.n_questions, n_done, job.submitted_at
                )
            )
        return found

    async def _recover(self) -> None:
        """Find the batches of jobs that a process was creating when it ended."""
        for job in self._state.jobs("creating"):
            batch_id = await self._remote.find(job.file_id)
            if batch_id is None:
                self._state.keep_job(replace(job, stage="uploaded"))
            else:
                self._submitted(job, batch_id)

    async def _hand_in(self, job: Job) -> Job:
        file = questions_file(self._state.path, job.number)
        failure: SummarizerError
        try:
            if job.stage == "packed":
                if not file.exists():
                    raise ConfigurationError(
                        f"{file} is gone, so its job cannot be submitted.",
                        hint="run the same again: its questions are packed anew",
                    )
                job = replace(job, stage="uploaded", file_id=await self._remote.upload(file))
                self._state.keep_job(job)
            job = replace(job, stage="creating")
            self._state.keep_job(job)
            return self._submitted(job, await self._remote.create(job.file_id))
        except LLMUnavailableError:
            raise  # it may have come through: that is found out the next time
        except SummarizerError as error:
            failure = error
        self._refuse(job)
        raise failure

    def _submitted(self, job: Job, batch_id: str) -> Job:
        job = replace(job, stage="submitted", batch_id=batch_id, submitted_at=time.time())
        self._state.keep_job(job)
        questions_file(self._state.path, job.number).unlink(missing_ok=True)
        return job

    def _refuse(self, job: Job) -> None:
        """Write down that a job was never begun: its questions can go into another."""
        self._state.begin()
        for question in self._state.questions_of(job.number):
            self._state.keep(question.unsent())
        self._state.keep_job(replace(job, stage="refused"))
        self._state.commit()
        questions_file(self._state.path, job.number).unlink(missing_ok=True)

    async def _store(self, job: Job, remote: RemoteJob) -> None:
        """Store what came back of a job, and what did not: all of it, or nothing."""
        settings = self._tools.settings
        judge = Judge(self._tools.endpoint.host, self._tools.price, settings.max_output_tokens)
        path = answers_file(self._state.path, job.number)
        self._state.begin()
        try:
            for file_id in remote.files:
                await self._remote.fetch(file_id, path)
                with path.open("rb") as file:
                    for answer in read_answers(file):
                        question = self._state.question(answer.key)
                        if question and question.stage == "sent" and question.job == job.number:
                            self._state.keep(judge.answered(question, answer))
            for question in self._state.questions_of(job.number):
                left = judge.unanswered(question)
                if remote.status == "cancelled":  # by the user: not asked again unasked
                    left = replace(left, tries=max(left.tries, settings.max_tries))
                self._state.keep(left)
            if judge.refuses_schema:
                self._state.note_refused_schema()
            self._state.keep_job(replace(job, stage="collected"))
        except BaseException:
            self._state.rollback()
            raise
        finally:
            path.unlink(missing_ok=True)
        self._state.commit()
        self.doom = self.doom or judge.doom
