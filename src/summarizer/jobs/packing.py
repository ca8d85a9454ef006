"""Packing questions into the files of jobs, as many to each as the provider takes."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from ..errors import ConfigurationError
from .files import open_private, questions_file
from .lines import write_question
from .question import Question
from .state import Job, State

__all__ = ["Packing"]


class Packing:
    """Fills jobs with questions. A job counts once its file is whole and on disk."""

    def __init__(self, state: State, *, max_questions: int, max_bytes: int) -> None:
        """Begin.

        Args:
            state: where jobs and questions are written down.
            max_questions: of one job.
            max_bytes: of its file.
        """
        self._state = state
        self._max_questions = max_questions
        self._max_bytes = max_bytes
        self._job: Job | None = None
        self._file: BinaryIO | None = None
        self._n_bytes = 0

    def add(self, question: Question, body: Mapping[str, object]) -> None:
        """Put a question into a job.

        Raises:
            ConfigurationError: its file cannot be written.
        """
        line = write_question(question.key, body)
        job, file = self._with_room(len(line))
        try:
            file.write(line)
        except OSError as error:
            raise self._fault(error) from error
        self._n_bytes += len(line)
        self._job = replace(job, n_questions=job.n_questions + 1)
        self._state.keep(replace(question, stage="sent", job=job.number, tries=question.tries + 1))

    def close(self) -> None:
        """Finish the last job.

        Raises:
            ConfigurationError: its file cannot be written.
        """
        job, file = self._job, self._file
        if job is None or file is None:
            return
        try:
            with file:
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._fault(error) from error
        self._state.keep_job(job)
        self._state.commit()
        self._job = self._file = None

    def abandon(self) -> None:
        """Forget the job that is being packed: its questions are as they were before."""
        job, file = self._job, self._file
        self._job = self._file = None
        if job is None or file is None:
            return
        self._state.rollback()
        with suppress(OSError):  # what a full disk did not take
            file.close()
        questions_file(self._state.path, job.number).unlink(missing_ok=True)

    def _with_room(self, n_bytes: int) -> tuple[Job, BinaryIO]:
        job, file = self._job, self._file
        is_full = job is not None and (
            job.n_questions >= self._max_questions or self._n_bytes + n_bytes > self._max_bytes
        )
        if is_full:
            self.close()
        if is_full or job is None or file is None:
            jobs = self._state.jobs()
            job = Job(jobs[-1].number + 1 if jobs else 1)
            path = questions_file(self._state.path, job.number)
            try:
                file = open_private(path)
            except OSError as error:
                raise self._fault(error) from error
            self._state.begin()
            self._job, self._file, self._n_bytes = job, file, 0
        return job, file

    def _fault(self, error: OSError) -> ConfigurationError:
        self.abandon()
        return ConfigurationError(
            f"No job can be packed beside {self._state.path}: {error.strerror}.",
            hint="jobs that were submitted are not lost: make room, and run the same again",
        )
