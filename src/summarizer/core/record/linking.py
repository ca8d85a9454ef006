"""Linking: statements that are about one another become one, with everybody's stand on it.

"China has not confirmed the patrol" is no claim of its own: it is China's stand on the claim that
the patrol took place. Code finds which statements depend on another and ranks those they can be
about.

Large models choose. Small ones are not asked: of what code ranked, the first is taken where it is
good enough, else the statement is left alone. How often that is right stands in `evals/README.md`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Literal

from ...schema import Stance
from ..ask.question import ask_link
from ..ask.request import Request
from ..ask.wire import LinkForm
from ..ground.grounded import Statement
from ..text.reading import Reading
from .answers import same_voice
from .topic import STEM, Topic, topic_of
from .wording import own_words

__all__ = ["Link", "apply_links", "chosen_by", "find_links", "request_links"]

_ABOUT_ANOTHER: frozenset[Stance] = frozenset(
    {"confirms", "denies", "disputes", "has_not_confirmed", "declines_to_comment", "retracts"}
)
_CHOICES = 6  # statements offered for one item
_LATER = 0.7  # what a share counts of what stands behind: most take up what stands before
_PART = 0.4  # share of its own words that a confirmation of a part has in common with it
_WHOLE = 0.5  # share of a statement's words that a confirmation of all of it has
_BACK = 4  # statements back to which one that only points can be about
_ALIKE = 0.5  # what such a form counts
_NEAR = (0.34, 0.2, 0.15, 0.1)  # what it counts to be said last, last but one, ...
_ENOUGH = 0.5  # share of an item's content words that is good enough
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
    why: str = ""
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
        mine = topics[item]
        shares = {
            place: share * (_LATER if place > item else 1.0)
            for place, share in index.scores(mine.words).items()
            if _may_be_about(reading, statements[item], statements[place])
            and not _differs(mine, topics[place], statements[item])
        }
        near = _last_said(reading, statements, item, taken_up)
        scores = dict(shares)
        for place, bonus in zip(near, _NEAR, strict=False):
            scores[place] = scores.get(place, 0.0) + bonus
        # of equals the first: there the news is told, later it is taken up
        others = [p for p in free if _may_be_about(reading, statements[item], statements[p])]
        ranked = sorted({*scores, *others[:_CHOICES]}, key=lambda i: (-scores.get(i, 0.0), i))
        if ranked:
            best = ranked[0]
            part = _is_partial(statements[item], mine.words, topics[best].words)
            share = shares.get(best, 0.0)
            how = _How(mine, share, part, _place(best, item, near), bool(statements[best].stands))
            is_sure = _is_sure(statements[item].stands[0].stance, how)
            nth = near.index(best) if best in near else None
            why = ("part " if part else "") + ("points" if not mine.words else "name" if mine.is_name and not shares else "words") + (" near%d" % nth if nth is not None else " later" if best > item else " far") + (" own voice" if not statements[best].stands else "") +(" share %.1f" % (int(share*2)/2) if mine.words else "") + (" one" if len(mine.words)==1 else "")
            links.append(Link(item, tuple(ranked[:_CHOICES]), is_sure, part, why))
            taken_up[item] = best
    return tuple(links)


def _place(best: int, item: int, near: Sequence[int]) -> Literal["last", "near", "far", "later"]:
    if best in near:
        return "near" if near.index(best) else "last"
    return "later" if best > item else "far"


@dataclass(frozen=True, slots=True)
class _How:
    """How an item fits the statement that it can best be about."""

    topic: Topic
    share: float
    """Of the item's words those that the statement has, too."""
    is_part: bool
    where: Literal["last", "near", "far", "later"]
    is_said: bool
    """Whether somebody says it, not only the article."""


def _is_sure(stance: Stance, how: _How) -> bool:
    """Whether the best choice is good enough to be taken unasked.

    What was said last is answered, if it has a word in common, or if the answer only points at it.
    What stands farther off, or was only told by the article, must have half of the words.
    """
    if stance == "retracts" and (how.share or not how.topic.words):
        return True
    if how.is_part:
        return how.where == "last" and how.is_said and how.share >= _ENOUGH
    if how.where == "last" and how.is_said:
        silent = stance in ("has_not_confirmed", "declines_to_comment")
        return not how.topic.words or how.share > 0.0 or (silent and not how.topic.is_question)
    if how.where == "near" and how.is_said:
        return how.share > 0.0
    if how.where == "far" and how.is_said:
        return how.share >= _ENOUGH and stance != "declines_to_comment"
    if how.where == "later":
        return how.is_said and how.share >= _ENOUGH and len(how.topic.words) > 1
    return how.where != "far" and how.share >= _ENOUGH


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
    return is_confirmed and len(mine) > 1 and len(mine & others) < _WHOLE * len(others)


def _last_said(
    reading: Reading, statements: Sequence[Statement], item: int, taken_up: Mapping[int, int]
) -> list[int]:
    """What was last said that a statement can be about, the nearest first."""
    stand = statements[item].stands[0]
    back = len(statements) if stand.stance == "retracts" else _BACK
    found: dict[int, None] = {}
    for before in range(item - 1, max(-1, item - 1 - back), -1):
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

        Another form, such as "warnings" for "warning", counts less. Statements without any are 0.
        """
        hits: dict[int, list[float]] = defaultdict(list)
        for word in item:
            same = self._same.get(word, set())
            for place in same:
                hits[place].append(1.0)
            for place in self._alike.get(word[:STEM], set()) - same if len(word) >= STEM else ():
                hits[place].append(_ALIKE)
        # summed exactly: the order of a set is not the same in every process
        return defaultdict(float, {place: fsum(each) / len(item) for place, each in hits.items()})


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


def chosen_by(answers: Sequence[LinkForm | None], links: Sequence[Link]) -> dict[int, int]:
    """Return what the answers chose; a number that was not offered is no choice."""
    chosen: dict[int, int] = {}
    for link, answer in zip(links, answers, strict=True):
        offered = sorted(link.choices)
        if answer and answer.about is not None and 1 <= answer.about <= len(offered):
            chosen[link.item] = offered[answer.about - 1]
    return chosen


def _line(reading: Reading, statement: Statement) -> str:
    return (statement.text or own_words(reading, statement.content))[:_LINE]


def _item(reading: Reading, statement: Statement) -> str:
    """A statement as an item: who, how, what."""
    stand = statement.stands[0]
    how = reading.line(stand.cue) if stand.cue else stand.stance.replace("_", " ")
    return f"{stand.source.name} {how}: {_line(reading, statement)}"


def apply_links(
    statements: Sequence[Statement],
    chosen: Mapping[int, int],
    parts: Mapping[int, int] | None = None,
) -> tuple[Statement, ...]:
    """Merge each chosen item's stands into the statement that it is about; the order stays.

    Args:
        statements: all of them, in order.
        chosen: by an item's place that of what it is about.
        parts: the same of confirmations of a part. The part becomes a statement of its own, with
            the stands of those who say the whole: they say the part, too.
    """
    parts = parts or {}
    merged = {i: s for i, s in enumerate(statements) if i not in chosen}
    for item, about in chosen.items():
        merged[about] = replace(
            merged[about],
            sentences=_both(merged[about], statements[item]),
            stands=(*merged[about].stands, *statements[item].stands),
        )
    for item, about in parts.items():
        whole = tuple(s for s in statements[about].stands if s.stance == "asserts")
        merged[item] = replace(
            merged[item],
            sentences=_both(statements[about], merged[item]),
            stands=(*whole, *merged[item].stands),
        )
    return tuple(merged[i] for i in sorted(merged))


def _both(one: Statement, other: Statement) -> tuple[int, ...]:
    return tuple(sorted({*one.sentences, *other.sentences}))
