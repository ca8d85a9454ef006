"""The state file of a provider's batch: its jobs, and what is known of each question.

One SQLite file, written in transactions: a process may be killed at any moment. It holds replies,
which quote articles, so only its owner may read it; the articles themselves it does not hold.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, cast, get_args

from pydantic import TypeAdapter, ValidationError

from ..errors import ConfigurationError, LLMUnavailableError, ReplyError, SummarizerError
from ..usage import CallUsage
from .question import Question, Stage

__all__ = ["Job", "JobStage", "State"]

JobStage = Literal["packed", "uploaded", "creating", "submitted", "queued", "collected", "refused"]
"""`packed`: its file is written here; `uploaded`: at the provider; `creating`: the request that
begins it may or may not have come through; `submitted`; `queued`: it waits until others have ended,
since the account may queue no more; `collected`: what came back is stored;
`refused`: it was never begun."""

_LAYOUT = "1"  # raised when a column would mean something else
_TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE job (number INTEGER PRIMARY KEY, stage TEXT NOT NULL,
    n_questions INTEGER NOT NULL, file_id TEXT NOT NULL, batch_id TEXT NOT NULL,
    submitted_at REAL NOT NULL)""",
    """CREATE TABLE question (key TEXT PRIMARY KEY, owner TEXT NOT NULL, stage TEXT NOT NULL,
    job INTEGER, tries INTEGER NOT NULL, has_more_room INTEGER NOT NULL, n_in INTEGER NOT NULL,
    n_most INTEGER NOT NULL, reply TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    hint TEXT NOT NULL, usage TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX of_job ON question (job, stage)",
)
_PRAGMAS = (
    "locking_mode = EXCLUSIVE",
    "trusted_schema = OFF",
    "journal_mode = WAL",
    "synchronous = FULL",
)
_BROKEN = "it is broken, or no state file"
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
    """Seconds since 1970; 0: not yet."""


_JOB = tuple(field.name for field in fields(Job))
_JOBS = TypeAdapter(Job)


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
        self._db = _opened(path)
        try:
            for pragma in _PRAGMAS:
                self._run(f"PRAGMA {pragma}")
            self._check(whose)
        except BaseException:
            self.close()  # else its lock would outlive it
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def begin(self) -> None:
        """Keep all that is written until `commit`, or, if it does not come to that, nothing."""
        self._run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written since `begin`."""
        self._run("COMMIT")

    def rollback(self) -> None:
        """Forget what was written since `begin`."""
        self._run("ROLLBACK")

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
        self._put(
            "question",
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

    def forgive(self) -> None:
        """Let questions whose tries are spent be sent again, if the last error may pass."""
        self._run(
            "UPDATE question SET tries = 0, stage = 'open'"
            " WHERE stage IN ('open', 'failed') AND code = ?",
            LLMUnavailableError.code,
        )

    def jobs(self, *stages: JobStage) -> list[Job]:
        """Return jobs, the oldest first; all, or those of some stages."""
        rows = self._run(f"SELECT {', '.join(_JOB)} FROM job ORDER BY number")  # noqa: S608
        try:
            jobs = [_JOBS.validate_python(dict(zip(_JOB, row, strict=True))) for row in rows]
        except ValidationError:
            jobs = None
        if jobs is None:
            raise _fault(self.path, _BROKEN)
        return [job for job in jobs if not stages or job.stage in stages]

    def keep_job(self, job: Job) -> None:
        """Write a job down."""
        self._put("job", *(getattr(job, name) for name in _JOB))

    def usages(self) -> Iterator[CallUsage]:
        """Yield what each question has cost."""
        for (text,) in self._run("SELECT usage FROM question WHERE tries > 0 OR job IS NOT NULL"):
            yield _usage(text)

    def at_stake(self) -> Iterator[tuple[int, int]]:
        """Yield for each question in a job its tokens, and those of its answer at most."""
        rows = self._run("SELECT n_in, n_most FROM question WHERE stage = 'sent'")
        yield from cast("list[tuple[int, int]]", rows)

    @property
    def refuses_schema(self) -> bool:
        """Whether the endpoint takes no schema for its answers."""
        return self._about("refuses_schema") is not None

    def note_refused_schema(self) -> None:
        """Keep in mind that the endpoint takes no schema."""
        self._put("about", "refuses_schema", "1")

    def _questions(self, where: str, *values: object) -> Iterator[Question]:
        rows = self._run(f"SELECT * FROM question WHERE {where}", *values)  # noqa: S608 - our words
        if any(row[2] not in get_args(Stage) for row in rows):
            raise _fault(self.path, _BROKEN)
        return map(_question, rows)

    def _put(self, table: str, *values: object) -> None:
        places = ", ".join("?" * len(values))
        self._run(f"INSERT OR REPLACE INTO {table} VALUES ({places})", *values)  # noqa: S608

    def _check(self, whose: str) -> None:
        """Make what is missing, and see that the file is ours."""
        if self._run("SELECT COUNT(*) FROM sqlite_master") == [(0,)]:
            self.begin()
            for table in _TABLES:
                self._run(table)
            self._put("about", "layout", _LAYOUT)
            self._put("about", "whose", whose)
            self.commit()
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
        rows = self._run("SELECT value FROM about WHERE name = ?", name)
        return cast("str", rows[0][0]) if rows else None

    def _run(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Run one statement.

        Raises:
            ConfigurationError: the file is in use, full, broken or none of SQLite's.
        """
        reason = ""
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            is_locked = "locked" in str(error)
            reason = "another run uses it" if is_locked else "it cannot be read or written"
        except sqlite3.DatabaseError:
            reason = _BROKEN
        raise _fault(self.path, reason)


def _opened(path: Path) -> sqlite3.Connection:
    reason = "it cannot be opened"
    try:
        path.touch(mode=0o600)
        return sqlite3.connect(path, isolation_level=None, timeout=0)
    except OSError as error:
        reason = error.strerror or reason
    except sqlite3.Error:
        pass  # a folder, for one
    raise _fault(path, reason)


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
