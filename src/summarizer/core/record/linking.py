"""Linking: statements that are about one another become one, with everybody's stand on it.

"China has not confirmed the patrol" is no claim of its own: it is China's stand on the claim that
the patrol took place. Code finds which statements depend on another and ranks those they can be
about.

Large models choose. Small ones are not asked: of what code ranked, the first is taken where it is
good enough, else the statement is left alone. How often that is right stands in `evals/README.md`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import fsum
from typing import Literal

from ...schema import Stance
from ..ask.question import ask_link
from ..ask.request import Request
from ..ask.wire import LinkForm
from ..ground.grounded import Statement
from ..text.reading import Reading
from ..text.telling import STEM
from .answers import same_voice
from .topic import Topic, topic_of
from .wording import own_words

__all__ = ["Link", "chosen_by", "find_links", "request_links"]

_ABOUT_ANOTHER: frozenset[Stance] = frozenset(
    {"confirms", "denies", "disputes", "has_not_confirmed", "declines_to_comment", "retracts"}
)
_CHOICES = 6  # statements offered for one item
_LATER = 0.7  # what a share counts of what stands behind: most take up what stands before
_WHOLE = 0.5  # share of a statement's words that a confirmation of all of it has
_BACK = 4  # statements back to which one that only points can be about
_ALIKE = 0.5  # what another form of a word counts: "warnings" for "warning"
_NEAR = (0.34, 0.2, 0.15, 0.1)  # what it counts to be said last, last but one, ...
_ENOUGH = 0.5  # share of an item's telling words that is good enough
_SOME = 0.25  # the same for what was said last
_LINE = 300  # code points of a statement shown


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that depends on another, by its place, and those it can be about."""

    item: int
    choices: tuple[int, ...]
    """Places, the best first."""
    is_sure: bool
    """Whether the first choice is good enough to be taken unasked."""
    is_part: bool = False
    """Whether the item confirms a part of the first choice only."""


def find_links(reading: Reading, statements: Sequence[Statement]) -> tuple[Link, ...]:
    """Find the statements that depend on another, and rank what each can be about."""
    topics = [topic_of(reading, s) for s in statements]
    dependent = {i for i, s in enumerate(statements) if _depends(s, topics[i])}
    free = [i for i in range(len(statements)) if i not in dependent]
    index = _Index({i: topics[i].words for i in free})
    links: list[Link] = []
    taken_up: dict[int, int] = {i: i for i in free}
    for item in sorted(dependent):
        mine, statement = topics[item], statements[item]
        shares = {
            place: share * (_LATER if place > item else 1.0)
            for place, share in index.scores(mine.words).items()
            if _may_be_about(reading, statement, statements[place])
            and not _differs(mine, topics[place], statement)
        }
        near = _last_said(reading, statements, item, taken_up)
        scores = dict(shares)
        for place, bonus in zip(near, _NEAR, strict=False):
            scores[place] = scores.get(place, 0.0) + bonus
        others = (p for p in free if _may_be_about(reading, statement, statements[p]))
        # of equals the first: there the news is told, later it is taken up
        choices = {*scores, *islice(others, _CHOICES)}
        ranked = sorted(choices, key=lambda i: (-scores.get(i, 0.0), i))[:_CHOICES]
        if ranked:
            best = ranked[0]
            fit = _Fit(
                topic=mine,
                share=shares.get(best, 0.0),
                is_part=_is_partial(statement, mine.words, topics[best].words),
                is_said=bool(statements[best].stands),
                where=_where(best, item, near),
            )
            is_sure = _is_sure(statement.stands[0].stance, fit)
            links.append(Link(item, tuple(ranked), is_sure, fit.is_part))
            taken_up[item] = best
    return tuple(links)


_Where = Literal["last", "near", "far", "later"]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How an item fits the statement that it can best be about."""

    topic: Topic
    share: float
    """Of the item's words those that the statement has, too."""
    is_part: bool
    is_said: bool
    """Whether somebody says it, not only the article."""
    where: _Where


def _where(best: int, item: int, near: Sequence[int]) -> _Where:
    if best in near:
        return "near" if near.index(best) else "last"
    return "later" if best > item else "far"


def _is_sure(stance: Stance, fit: _Fit) -> bool:
    """Whether the best choice is good enough to be taken unasked.

    What was said last is answered, if it has a word in common or the answer only points at it.
    What stands farther off, or was only told by the article, must have half of its words, and what
    is told later is not taken up.
    """
    points = not fit.topic.words
    is_enough = fit.share >= _ENOUGH
    is_last = fit.is_said and fit.where == "last"
    if stance == "retracts":
        is_sure = (points and is_last) or fit.share >= _SOME
    elif stance == "confirms" and len(fit.topic.words) == 1:
        is_sure = False  # "confirmed the *death*": a part, or all that was said of it?
    elif fit.is_part:
        is_sure = is_last and is_enough
    elif stance == "declines_to_comment":
        is_sure = is_last and (points or is_enough)
    elif is_last:
        # nobody says of something else that it could not be confirmed
        is_sure = points or fit.share >= _SOME or stance == "has_not_confirmed"
    elif fit.where == "far":
        is_sure = is_enough and fit.is_said
    else:
        is_sure = is_enough and fit.where != "later"
    return is_sure


def _may_be_about(reading: Reading, item: Statement, other: Statement) -> bool:
    """Whether a stand can be about a statement: a source takes back only its own words.

    Whatever else it does, confirm, deny or leave open, it does to somebody else's.
    """
    stand = item.stands[0]
    if stand.stance not in _ABOUT_ANOTHER:
        return True
    is_own = any(same_voice(reading, stand, said) for said in other.stands)
    return is_own == (stand.stance == "retracts")


def _differs(mine: Topic, other: Topic, item: Statement) -> bool:
    """Whether both tell figures, and none in common: it is about something else, or disputes it."""
    if item.stands[0].stance in ("disputes", "retracts"):
        return False
    return bool(mine.figures and other.figures) and not mine.figures & other.figures


def _is_partial(item: Statement, mine: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a confirmation is of a small part of a statement only: it confirms that part."""
    is_confirmed = item.stands[0].stance == "confirms"
    return is_confirmed and len(mine & others) < _WHOLE * len(others)


def _last_said(
    reading: Reading, statements: Sequence[Statement], item: int, taken_up: Mapping[int, int]
) -> list[int]:
    """What was last said that a statement can be about, the nearest first."""
    stand = statements[item].stands[0]
    paragraph = reading.sentence(statements[item].sentences[0]).paragraph
    takes_back = stand.stance == "retracts"
    found: dict[int, None] = {}
    for before in range(item - 1, -1 if takes_back else max(-1, item - 1 - _BACK), -1):
        first = reading.sentence(statements[before].sentences[0])
        if takes_back and first.paragraph < paragraph - 1:
            break  # of old words there are many
        own = any(same_voice(reading, stand, said) for said in statements[before].stands)
        if own and stand.stance == "declines_to_comment":
            break  # asked about its own words, which is no stand on another's
        about = taken_up.get(before)
        if about is not None and _may_be_about(reading, statements[item], statements[before]):
            found[about] = None
            if len(found) == len(_NEAR):
                break
    return list(found)


def _depends(statement: Statement, topic: Topic) -> bool:
    """Whether a statement is a stand on another one, or only takes one up: "it"."""
    if not statement.stands:
        return False
    return {s.stance for s in statement.stands} <= _ABOUT_ANOTHER or topic.is_pronoun


class _Index:
    """Which statements have a word, and which have one that begins alike."""

    def __init__(self, words: Mapping[int, frozenset[str]]) -> None:
        self._same: dict[str, set[int]] = defaultdict(set)
        self._alike: dict[str, set[int]] = defaultdict(set)
        for place, each in words.items():
            for word in each:
                self._same[word].add(place)
                if len(word) >= STEM:
                    self._alike[word[:STEM]].add(place)

    def scores(self, item: frozenset[str]) -> dict[int, float]:
        """The share of an item's content words that each statement has, in the same form or not.

        Another form, such as "warnings" for "warning", counts less; those without any are left out.
        """
        hits: dict[int, list[float]] = defaultdict(list)
        for word in item:
            same = self._same.get(word, set())
            for place in same:
                hits[place].append(1.0)
            for place in self._alike.get(word[:STEM], set()) - same if len(word) >= STEM else ():
                hits[place].append(_ALIKE)
        # summed exactly: the order of a set is not the same in every process
        return {place: fsum(each) / len(item) for place, each in hits.items()}


def request_links(
    reading: Reading, statements: Sequence[Statement], links: Sequence[Link]
) -> tuple[Request, ...]:
    """Return the requests that ask for the links, one for each item."""
    return tuple(
        ask_link(
            _item(reading, statements[link.item]),
            [_line(reading, statements[i]) for i in sorted(link.choices)],
        )
        for link in links
    )


def chosen_by(answers: Sequence[LinkForm | None], links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links that the answers chose; a number that was not offered is no choice."""
    chosen: list[Link] = []
    for link, answer in zip(links, answers, strict=True):
        offered = sorted(link.choices)
        if answer and answer.about is not None and 1 <= answer.about <= len(offered):
            chosen.append(Link(link.item, (offered[answer.about - 1],), is_sure=True))
    return tuple(chosen)


def _line(reading: Reading, statement: Statement) -> str:
    return (statement.text or own_words(reading, statement.content))[:_LINE]


def _item(reading: Reading, statement: Statement) -> str:
    """A statement as an item: who, how, what."""
    stand = statement.stands[0]
    how = reading.line(stand.cue) if stand.cue else stand.stance.replace("_", " ")
    return f"{stand.source.name} {how}: {_line(reading, statement)}"
