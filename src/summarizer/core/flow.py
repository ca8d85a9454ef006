"""The flow: the whole way from an article to its summary, without doing any I/O itself.

A `Flow` yields rounds of requests and is sent, for each request, a reply or an error. Whoever
drives it decides how requests travel: at once over HTTP, or as one job of a provider's batch.

    flow = Flow(article, plan)
    while flow.requests:
        flow.answer(await complete_all(client, flow.requests))
    flow.summary

At most four rounds: extract, repair, link, synopsis; none depends on a reply of its own round.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from ..errors import ReplyInvalidError, SummarizerError
from ..schema import Article, Check, Provenance, Summary, SynopsisSentence, Usage
from .ask.prompt import prompt_info
from .ask.question import ask_again, ask_article, ask_synopsis, ask_tags
from .ask.request import Reply, Request, Result
from .ask.window import Window, cut
from .ask.wire import ArticleForm, KindsForm, LinkForm, SynopsisForm, TagsForm, parse
from .ground.checks import check
from .ground.grounded import Description, Grounded, Point, Problem, Statement
from .ground.grounding import ground_tags
from .ground.pointing import ground_article
from .ground.reciting import is_recited, recited
from .plan import Plan, own_version
from .record.answers import answered
from .record.assemble import Record, assemble, summary_of
from .record.instructed import Instructed, is_marked
from .record.joining import joined
from .record.kinds import (
    answered_kinds,
    described_by,
    request_kinds,
    told_kinds,
    unknown_names,
)
from .record.linking import chosen_by, find_links, request_links
from .record.parts import divided
from .record.usage import counted
from .record.verdicts import answer_check, article_checks, item_check, item_checks
from .text.reading import Reading, read

__all__ = ["Flow", "Plan"]

Round = tuple[Request, ...]
Results = Sequence[Result]
_Synopsis = tuple[tuple[SynopsisSentence, ...], tuple[Check, ...]]
_Steps = Generator[Round, Results, Summary]


class Flow:
    """One article's way. Created, it waits for the answers to its first `requests`."""

    def __init__(self, article: Article, plan: Plan) -> None:
        self.requests: Round = ()
        """The open round; empty once the summary is there."""
        self._summary: Summary | None = None
        self._steps = _Run(read(article), plan).steps()
        self._advance(None)

    def answer(self, results: Results) -> None:
        """Answer the open round: one result for each request, in order.

        Raises:
            SummarizerError: an error that dooms every article, or no window could be read.
        """
        if len(results) != len(self.requests):
            raise ValueError(f"{len(self.requests)} requests, {len(results)} results")
        self._advance(results)

    @property
    def summary(self) -> Summary:
        """The summary, once no request is open."""
        if self._summary is None:
            raise ValueError("the flow still has open requests")
        return self._summary

    def _advance(self, results: Results | None) -> None:
        try:
            self.requests = next(self._steps) if results is None else self._steps.send(results)
        except StopIteration as end:
            self.requests = ()
            self._summary = end.value


@dataclass(frozen=True, slots=True)
class _Answer:
    """A window, what was asked about it, and what came back."""

    window: Window
    request: Request | None
    """None: code found nothing to ask about."""
    result: Result | None = None
    grounded: Grounded = field(default_factory=Grounded)
    problems: tuple[Problem, ...] = ()
    repaired: tuple[Problem, ...] = ()
    """What failed in a first answer and no longer does."""


class _Run:
    """The steps of one flow, read from top to bottom in `steps`."""

    def __init__(self, reading: Reading, plan: Plan) -> None:
        self.reading = reading
        self.plan = plan
        self.guard = Instructed(reading)
        self.usage = Usage(input_tokens=0, output_tokens=0, cost_usd=0.0)
        self.prompts: dict[str, None] = {}
        self.unanswered: dict[Check, None] = {}
        """Failed checks of requests that are about no window."""
        self.windows = cut(reading, plan.window_sentences, plan.context_sentences)

    def steps(self) -> _Steps:
        answers = yield from self._extract()
        answers = yield from self._repair(answers)
        statements = [s for a in answers for s in a.grounded.statements]
        descriptions = [d for a in answers for d in a.grounded.descriptions]
        statements, descriptions = yield from self._link(statements, descriptions)
        speeches = [s for a in answers for s in a.grounded.speeches]
        filed = item_checks(self.reading, [(a.problems, a.repaired) for a in answers])
        record = assemble(self.guard, statements, speeches, descriptions, filed)
        synopsis, dropped = yield from self._synopsis(record, answers)
        return summary_of(
            self.reading,
            record,
            synopsis,
            checks=(
                *article_checks(self.reading, _lost(answers), filed, record.filed),
                *self.unanswered,
                *self.guard.checks(),
                *dropped,
            ),
            usage=self.usage,
            provenance=Provenance(
                model=self.plan.model,
                prompts=tuple(prompt_info(name) for name in self.prompts),
                version=own_version(),
                settings=self.plan.digest,
            ),
        )

    def _round(self, requests: Sequence[Request]) -> Generator[Round, Results, Results]:
        """Yield one round, if there is anything to ask, and count what it cost.

        A reply that breaks its form becomes an error: not every driver has seen to that.
        """
        if not requests:
            return ()
        self.prompts |= dict.fromkeys(r.task for r in requests)
        results = yield tuple(requests)
        for result in results:
            if isinstance(result, SummarizerError) and result.dooms_run:
                raise result
        self.usage = counted(self.usage, results)
        results = [_in_form(r, o) for r, o in zip(requests, results, strict=True)]
        failed = zip(requests, results, strict=True)
        self.unanswered |= dict.fromkeys(
            answer_check(r.task, o)
            for r, o in failed
            if isinstance(o, SummarizerError) and not r.sentences
        )
        return results

    # --- round 1: extract ---------------------------------------------------------------------

    def _extract(self) -> Generator[Round, Results, list[_Answer]]:
        asked = [_Answer(w, self._question(w)) for w in self.windows]
        requests = [a.request for a in asked if a.request]
        results = iter((yield from self._round(requests)))
        answers = [self._read(replace(a, result=next(results)) if a.request else a) for a in asked]
        failures = [a.result for a in answers if isinstance(a.result, SummarizerError)]
        # what code could read stays, unless asking again later may bring the rest
        is_all = len(failures) == len(self.windows)
        if failures and len(failures) == len(requests) and (is_all or failures[0].retryable):
            raise failures[0]
        return answers

    def _question(self, window: Window) -> Request | None:
        if self.plan.profile == "small":
            something = window.unstated or window.untagged
            return ask_tags(self.reading, window) if something else None
        return ask_article(
            self.reading,
            window,
            whole=len(self.windows) == 1,
            max_tokens=self.plan.max_output_tokens,
        )

    def _read(self, answer: _Answer) -> _Answer:
        """Ground and check what came back; of a failed request nothing came."""
        grounded = self._ground(answer)
        return replace(answer, grounded=grounded, problems=check(self.reading, grounded))

    def _ground(self, answer: _Answer) -> Grounded:
        window = answer.window
        if isinstance(answer.result, SummarizerError):
            return Grounded()
        if self.plan.profile == "small":
            tags = parse(TagsForm, answer.result) or TagsForm(tags=[], quotes=[])
            return ground_tags(self.reading, window, tags)
        article = parse(ArticleForm, answer.result)
        assert article is not None  # `_round` let nothing else pass
        return ground_article(self.reading, window, article)

    # --- round 2: repair ----------------------------------------------------------------------

    def _repair(self, answers: list[_Answer]) -> Generator[Round, Results, list[_Answer]]:
        """Ask once more where checks failed, telling what; keep the answer with fewer problems."""
        second: dict[int, _Answer] = {}
        for i, answer in enumerate(answers):
            if answer.problems and answer.request and isinstance(answer.result, Reply):
                reasons = tuple(dict.fromkeys(p.reason for p in answer.problems))
                again = ask_again(answer.request, answer.result, reasons)
                second[i] = replace(answer, request=again)
        requests = [a.request for a in second.values() if a.request]
        results = yield from self._round(requests)
        self.usage = self.usage.model_copy(update={"repairs": len(requests)})
        self.prompts |= {"repair.v1": None} if requests else {}
        answers = list(answers)
        for (i, asked), result in zip(second.items(), results, strict=True):
            first = answers[i]
            if isinstance(result, SummarizerError):
                continue
            better = self._read(replace(asked, result=result))
            if len(better.problems) < len(first.problems):
                left = {(p.key, p.check) for p in better.problems}
                gone = tuple(p for p in first.problems if (p.key, p.check) not in left)
                answers[i] = replace(better, repaired=gone)
        return answers

    # --- round 3: link, and what the sources are -------------------------------------------------

    def _link(
        self, statements: list[Statement], descriptions: list[Description]
    ) -> Generator[Round, Results, tuple[list[Statement], list[Description]]]:
        if self.plan.profile == "large" and len(self.windows) == 1:
            return statements, descriptions  # linked and described in the one answer
        planted = [s for s in statements if self.guard.rests(s)]  # no stand on what others say
        statements = [s for s in statements if not self.guard.rests(s)]
        is_small = self.plan.profile == "small"
        if is_small:  # a large model tells the stance itself
            statements = list(answered(self.reading, statements))
        links = find_links(self.reading, statements)
        if is_small and (parts := divided(self.reading, statements, links)) != statements:
            statements, links = parts, find_links(self.reading, parts)
        everything = [*statements, *planted]
        names = unknown_names(everything, descriptions)
        asked = () if is_small else links
        requests = request_links(self.reading, statements, asked)
        told = told_kinds(self.reading, everything, names)
        mute = tuple(n for n in names if n not in told)
        kinds = request_kinds(self.reading, everything, mute)
        results = yield from self._round([*requests, *([kinds] if kinds else [])])
        form = parse(KindsForm, results[-1]) if kinds else None
        if is_small:
            links = tuple(link for link in links if link.is_sure)
        else:
            links = chosen_by([parse(LinkForm, o) for o in results[: len(requests)]], asked)
        told |= answered_kinds(mute, form)
        described = described_by(self.reading, everything, names, told)
        return [*joined(statements, links), *planted], [*descriptions, *described]

    # --- round 4: synopsis ---------------------------------------------------------------------

    def _synopsis(
        self, record: Record, answers: list[_Answer]
    ) -> Generator[Round, Results, _Synopsis]:
        if self.plan.profile == "small" or len(self.windows) == 1:
            return record.synopsis([p for a in answers for p in a.grounded.synopsis])
        claims = [
            (i, c.status, c.text) for i, c in enumerate(record.claims, 1) if not is_marked(c.checks)
        ]
        (result,) = yield from self._round([ask_synopsis(claims)])
        form = parse(SynopsisForm, result)
        points = [
            Point(s.text, tuple(record.keys[n - 1] for n in s.claims if 1 <= n <= len(record.keys)))
            for s in (form.synopsis if form else ())
        ]
        told = [p for p in points if not is_recited(self.reading, "synopsis.v1", p.text)]
        if len(told) < len(points):
            self.unanswered[item_check(self.reading, recited("synopsis"), "failed")] = None
        return record.synopsis(told)


def _in_form(request: Request, result: Result) -> Result:
    if isinstance(result, SummarizerError) or parse(request.form, result):
        return result
    return ReplyInvalidError("The reply breaks its schema.", usage=result.usage)


def _lost(answers: Sequence[_Answer]) -> list[tuple[Window, SummarizerError]]:
    return [(a.window, a.result) for a in answers if isinstance(a.result, SummarizerError)]
