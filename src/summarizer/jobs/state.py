"""The state file of a provider's batch: its jobs, and what is known of each question.

One SQLite file, written in transactions: a process may be killed at any moment. It holds replies,
which quote articles, so only its owner may read it; the articles themselves it does not hold.
"""

import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from pydantic import TypeAdapter, ValidationError

from ..errors import ConfigurationError, LLMUnavailableError, ReplyError, SummarizerError
from ..usage import NOTHING, CallUsage
from .question import Question, Stage

__all__ = ["Job", "JobStage", "State"]

JobStage = Literal["packed", "uploaded", "creating", "submitted", "collected", "refused"]
"""`packed`: its file is written here; `uploaded`: at the provider; `creating`: the request that
begins it may or may not have come through; `submitted`; `collected`: what came back is stored;
`refused`: it was never begun."""

_LAYOUT = "1"  # raised when a column would mean something else
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE job (
  number INTEGER PRIMARY KEY, stage TEXT NOT NULL, n_questions INTEGER NOT NULL,
  file_id TEXT NOT NULL, batch_id TEXT NOT NULL, submitted_at REAL NOT NULL
);
CREATE TABLE question (
  key TEXT PRIMARY KEY, owner TEXT NOT NULL, stage TEXT NOT NULL, job INTEGER,
  tries INTEGER NOT NULL, has_more_room INTEGER NOT NULL, n_in INTEGER NOT NULL,
  n_most INTEGER NOT NULL, reply TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  hint TEXT NOT NULL, usage TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX of_job ON question (job, stage);
"""
_QUESTION = (
    "key, owner, stage, job, tries, has_more_room, n_in, n_most, reply, code, message, hint, usage"
)
_USAGE = TypeAdapter(CallUsage)


@dataclass(frozen=True, slots=True)
class Job:
    """One batch at the provider, or on its way there."""

    number: int
    """Counted from 1."""
    stage: JobStage = "packed"
    n_questions: int = 0
    file_id: str = ""
    """The provider's, of the uploaded file."""
    batch_id: str = ""
    """The provider's, of the batch."""
    submitted_at: float = 0.0
    """Seconds since 1970."""


class State:
    """An open state file; nobody else can open it meanwhile."""

    def __init__(self, path: Path, whose: str) -> None:
        """Open the file, or make it.

        Args:
            path: where it is, or will be.
            whose: whom the questions are put to; a file of another's is refused.

        Raises:
            ConfigurationError: it cannot be read or written, is in use, or is not ours.
        """
        self.path = path
        try:
            path.touch(mode=0o600)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0)
            with self._told():
                self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
                self._db.execute("PRAGMA trusted_schema = OFF")
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
        except OSError as error:
            raise _fault(path, error.strerror or "") from error
        with self._told():
            self._check(whose)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def begin(self) -> None:
        """Keep all that is written until `commit`, or, if it does not come to that, nothing."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written since `begin`."""
        with self._told():
            self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was written since `begin`."""
        with self._told():
            self._db.execute("ROLLBACK")

    def question(self, key: str) -> Question | None:
        """Look a question up."""
        return next(self._questions("key = ?", key), None)

    def questions_of(self, job: int) -> Iterator[Question]:
        """Yield the questions of a job that have not come back; they may be written meanwhile."""
        last = ""
        where = "job = ? AND stage = 'sent' AND key > ? ORDER BY key LIMIT 1000"
        while several := [*self._questions(where, job, last)]:
            yield from several
            last = several[-1].key

    def keep(self, question: Question) -> None:
        """Write what is known of a question."""
        error = question.error
        told = (error.code, error.message, error.hint or "") if error else ("", "", "")
        values = (
            question.key,
            question.owner,
            question.stage,
            question.job,
            question.tries,
            int(question.has_more_room),
            question.n_in,
            question.n_most,
            question.reply,
            *told,
            _USAGE.dump_json(question.usage).decode(),
        )
        places = ", ".join("?" * len(values))
        with self._told():
            self._db.execute(
                f"INSERT OR REPLACE INTO question ({_QUESTION}) VALUES ({places})",  # noqa: S608
                values,
            )

    def forgive(self) -> None:
        """Let questions whose tries are spent be sent again, if the last error may pass."""
        with self._told():
            self._db.execute(
                "UPDATE question SET tries = 0 WHERE stage = 'open' AND code = ?",
                (LLMUnavailableError.code,),
            )

    def jobs(self, *stages: JobStage) -> list[Job]:
        """Return jobs, the oldest first; all, or those of some stages."""
        with self._told():
            rows = self._db.execute(
                "SELECT number, stage, n_questions, file_id, batch_id, submitted_at FROM job"
                " ORDER BY number"
            ).fetchall()
        jobs = [Job(*row) for row in rows]
        return [job for job in jobs if not stages or job.stage in stages]

    def keep_job(self, job: Job) -> None:
        """Write a job down."""
        values = (
            job.number,
            job.stage,
            job.n_questions,
            job.file_id,
            job.batch_id,
            job.submitted_at,
        )
        with self._told():
            self._db.execute("INSERT OR REPLACE INTO job VALUES (?, ?, ?, ?, ?, ?)", values)

    def counts(self) -> Mapping[str, int]:
        """Count questions by stage."""
        with self._told():
            return dict(
                self._db.execute("SELECT stage, COUNT(*) FROM question GROUP BY stage").fetchall()
            )

    def spent(self) -> CallUsage:
        """Add up what all questions have cost."""
        total = NOTHING
        with self._told():
            for (text,) in self._db.execute("SELECT usage FROM question"):
                total = total.plus(_usage(text))
        return total

    def at_stake(self) -> tuple[int, int]:
        """Count tokens that are in jobs now: of questions, and of their answers at most."""
        with self._told():
            row = self._db.execute(
                "SELECT COALESCE(SUM(n_in), 0), COALESCE(SUM(n_most), 0) FROM question"
                " WHERE stage = 'sent'"
            ).fetchone()
        return cast("tuple[int, int]", row)

    @property
    def refuses_schema(self) -> bool:
        """Whether the endpoint takes no schema for its answers."""
        return self._about("refuses_schema") is not None

    def note_refused_schema(self) -> None:
        """Keep in mind that the endpoint takes no schema."""
        with self._told():
            self._db.execute("INSERT OR REPLACE INTO about VALUES ('refuses_schema', '1')")

    def _questions(self, where: str, *values: object) -> Iterator[Question]:
        with self._told():
            rows = self._db.execute(
                f"SELECT {_QUESTION} FROM question WHERE {where}",  # noqa: S608 - our own words
                values,
            ).fetchall()
        return map(_question, rows)

    def _check(self, whose: str) -> None:
        """Make what is missing, and see that the file is ours."""
        has_tables = self._db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        if not has_tables:
            self._db.executescript(f"BEGIN; {_TABLES} COMMIT;")
            about = {"layout": _LAYOUT, "whose": whose}
            self._db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        elif (layout := self._about("layout")) != _LAYOUT:
            raise ConfigurationError(
                f"{self.path} is not a state file of this version ({layout or 'none at all'}).",
                hint="give another file",
            )
        elif self._about("whose") != whose:
            raise ConfigurationError(
                f"{self.path} holds jobs of another endpoint.",
                hint="give another file, or the address and provider that it was begun with",
            )

    def _about(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return cast("str", row[0]) if row else None

    @contextmanager
    def _told(self) -> Generator[None]:
        """Tell what SQLite raises in our words.

        Raises:
            ConfigurationError: the file is in use, full, broken or none of SQLite's.
        """
        reason = ""
        try:
            yield
        except sqlite3.OperationalError as error:
            is_locked = "locked" in str(error)
            reason = "another run uses it" if is_locked else "it cannot be read or written"
        except sqlite3.DatabaseError:
            reason = "it is broken, or no state file"
        if reason:
            raise _fault(self.path, reason)


def _question(row: tuple[object, ...]) -> Question:
    key, owner, stage, job, tries, has_more_room, n_in, n_most, reply, *told, usage = row
    return Question(
        key=cast("str", key),
        owner=cast("str", owner),
        stage=cast("Stage", stage),
        job=cast("int | None", job),
        tries=cast("int", tries),
        has_more_room=bool(has_more_room),
        n_in=cast("int", n_in),
        n_most=cast("int", n_most),
        reply=cast("str", reply),
        error=_error(*cast("list[str]", told)),
        usage=_usage(usage),
    )


def _usage(text: object) -> CallUsage:
    try:
        return _USAGE.validate_json(cast("str", text))
    except ValidationError:
        return CallUsage()  # unknown


def _error(code: str, message: str, hint: str) -> SummarizerError | None:
    if not code:
        return None
    kinds: list[type[SummarizerError]] = [LLMUnavailableError, *ReplyError.__subclasses__()]
    kind = next((k for k in kinds if k.code == code), ReplyError)
    return kind(message, hint=hint or None)


def _fault(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(
        f"The state file {path} cannot be used: {reason}.", hint="nothing new was sent"
    )
