"""Where jobs are handed in and fetched: each step is written down before the next is taken."""

import time
from dataclasses import dataclass, replace

from ..errors import ConfigurationError, LLMUnavailableError, SummarizerError
from .files import answers_file, job_files, questions_file
from .judging import Judge
from .lines import read_answers
from .question import Question
from .standing import Standing
from .state import Job, JobStage
from .tools import Tools

__all__ = ["UNDER_WAY", "Desk", "JobStatus"]

UNDER_WAY: tuple[JobStage, ...] = ("packed", "uploaded", "creating", "submitted", "queued")
"""Stages of jobs that may still bring answers."""


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How a job stands."""

    number: int
    """Counted from 1, in this state file."""
    batch_id: str
    """The provider's id of it; empty if it is not submitted yet."""
    status: str
    """The provider's word, such as `in_progress`; or `packed`, `uploaded`, `creating`: on its way
    there; `queued`: it waits until others have ended; `collected`: its answers are stored;
    `refused`: nothing came of it."""
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
        """What would befall every other question as well: none is sent any more."""
        self.trouble: SummarizerError | None = None
        """What went wrong with one job, or one call, the last time that it was tried."""
        self._tidy()

    async def collect(self) -> int:
        """Store the answers of all jobs that have ended; returns how many jobs those were.

        One job that cannot be asked after keeps no other back: that is `trouble`.
        """
        self.trouble = None
        n_ended = 0
        jobs: list[Job] = []
        try:
            await self._recover()
            jobs = self._state.jobs("submitted")
        except SummarizerError as error:
            self.trouble = error
        for job in jobs:
            try:
                n_ended += await self._collected(job, n_ended)
            except SummarizerError as error:
                self.trouble = self.trouble or _named(job, error)
        return n_ended

    async def submit(self) -> int:
        """Hand in what is packed; returns how many questions that were.

        Raises:
            SummarizerError: the provider cannot be asked, or does not take a job.
        """
        await self._recover()
        if not self._state.jobs("submitted"):
            self._release()  # with nothing else in the queue it fits, or never will
        jobs = self._state.jobs("packed", "uploaded")
        for job in jobs:
            await self._hand_in(job)
        return sum(job.n_questions for job in jobs)

    async def status(self) -> list[JobStatus]:
        """Ask how all jobs stand.

        Raises:
            SummarizerError: the provider cannot be asked.
        """
        found: list[JobStatus] = []
        for job in self._state.jobs():
            status, n_done = str(job.stage), job.n_questions if job.stage == "collected" else 0
            if job.stage == "submitted":
                standing = await self._remote.look(job.batch_id)
                status, n_done = standing.status, standing.n_done
            found.append(
                JobStatus(
                    job.number, job.batch_id, status, job.n_questions, n_done, job.submitted_at
                )
            )
        return found

    def drop(self, number: int) -> None:
        """Give a job up: its questions that have no answer are free for another.

        Raises:
            ConfigurationError: there is no such job, or it is over.
        """
        job = next((j for j in self._state.jobs() if j.number == number), None)
        if job is None or job.stage not in UNDER_WAY:
            raise ConfigurationError(
                f"{self._state.path} has no job {number} under way.",
                hint="`status` tells which there are",
            )
        self._refuse(job)

    async def _recover(self) -> None:
        """Find the batches of jobs whose creation was not seen to its end."""
        for job in self._state.jobs("creating"):
            batch_id = await self._remote.find(job.file_id)
            if batch_id is None:
                self._state.keep_job(replace(job, stage="uploaded"))
            else:
                self._submitted(job, batch_id)

    async def _collected(self, job: Job, n_ended: int) -> int:
        """Store what came back of a job, if it is over; returns how many jobs have ended: 0 or 1.

        Raises:
            SummarizerError: the provider cannot be asked, or its files not be read.
        """
        standing = await self._remote.look(job.batch_id)
        if not standing.is_over:
            return 0
        if standing.refusal is None:
            await self._store(job, standing)
            self._release()
            return 1
        n_others = len(self._state.jobs("submitted")) - 1
        if standing.is_queue_full and n_others + n_ended > 0:  # alone it would never fit
            self._state.keep_job(replace(job, stage="queued", batch_id=""))
            return 0
        self._refuse(job)
        self.doom = self.doom or standing.refusal
        return 0

    def _release(self) -> None:
        """Let the first job go that waits for room in the provider's queue."""
        for job in self._state.jobs("queued")[:1]:
            self._state.keep_job(replace(job, stage="uploaded"))

    async def _hand_in(self, job: Job) -> None:
        if job.stage == "packed":
            job = await self._uploaded(job)
        job = replace(job, stage="creating")
        self._state.keep_job(job)
        created = await self._remote.create(job.file_id)
        if isinstance(created, SummarizerError):
            self._refuse(job)
            raise created
        self._submitted(job, created)

    async def _uploaded(self, job: Job) -> Job:
        file = questions_file(self._state.path, job.number)
        failure: SummarizerError = ConfigurationError(
            f"{file} is gone, so its job cannot be submitted.",
            hint="run the same again: its questions are packed anew",
        )
        if file.exists():
            try:
                job = replace(job, stage="uploaded", file_id=await self._remote.upload(file))
            except LLMUnavailableError:
                raise  # another time
            except SummarizerError as error:
                failure = error
            else:
                self._state.keep_job(job)
                return job
        self._refuse(job)
        raise failure

    def _submitted(self, job: Job, batch_id: str) -> None:
        self._state.keep_job(
            replace(job, stage="submitted", batch_id=batch_id, submitted_at=time.time())
        )
        self._tidy()

    def _refuse(self, job: Job) -> None:
        """Write down that nothing will come of a job: its questions can go into another."""
        self._state.begin()
        for question in self._state.questions_of(job.number):
            self._state.keep(question.unsent())
        self._state.keep_job(replace(job, stage="refused"))
        self._state.commit()
        self._tidy()

    async def _store(self, job: Job, standing: Standing) -> None:
        """Store what came back of a job, and what did not: all of it, or nothing."""
        settings = self._tools.settings
        judge = Judge(self._tools.endpoint.host, self._tools.price, settings.max_output_tokens)
        path = answers_file(self._state.path, job.number)

        def keep(question: Question) -> None:
            if standing.status == "cancelled" and question.stage == "open":  # by the user: it is
                # not sent again unasked
                question = replace(question, tries=max(question.tries, settings.max_tries))
            self._state.keep(question)

        self._state.begin()
        try:
            for file_id in standing.files:
                await self._remote.fetch(file_id, path)
                with path.open("rb") as file:
                    for answer in read_answers(file):
                        question = self._state.question(answer.key)
                        if question and question.stage == "sent" and question.job == job.number:
                            keep(judge.answered(question, answer))
            for question in self._state.questions_of(job.number):
                keep(judge.unanswered(question))
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

    def _tidy(self) -> None:
        """Remove files of jobs that are not waiting to be uploaded: articles stand in them."""
        kept = {questions_file(self._state.path, j.number) for j in self._state.jobs("packed")}
        for file in job_files(self._state.path):
            if file not in kept:
                file.unlink(missing_ok=True)


def _named(job: Job, error: SummarizerError) -> SummarizerError:
    """Return an error that tells which job it is about."""
    message = f"Job {job.number} ({job.batch_id}): {error.message}"
    return type(error)(message, hint=error.hint, request_id=error.request_id)
