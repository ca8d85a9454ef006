"""Linking: statements that are about one another become one, with everybody's stand on it.

"China has not confirmed the patrol" is no claim of its own: it is China's stand on the claim that
the patrol took place. Code finds which statements depend on another and ranks those they can be
about.

Large models choose. Small ones are not asked: of what code ranked, the first is taken where it is
good enough, else the statement is left alone. How often that is right stands in `evals/README.md`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from ...schema import Stance
from ..ask.question import ask_link
from ..ask.request import Request
from ..ask.wire import LinkForm
from ..ground.grounded import Stand, Statement
from ..text.range import Range
from ..text.reading import Reading
from ..text.telling import words_in
from .answers import answers_flatly, same_voice, telling_words
from .wording import own_words

__all__ = ["Link", "apply_links", "chosen_by", "find_links", "request_links"]

_WORD = re.compile(r"\w+")
_ABOUT_ANOTHER: frozenset[Stance] = frozenset(
    {"confirms", "denies", "disputes", "has_not_confirmed", "declines_to_comment", "retracts"}
)
_CHOICES = 6  # statements offered for one item
_FEW_WORDS = 3  # "the collision", "both charges"
_WHOLE = 0.5  # share of a statement's words that a confirmation of all of it has
_BACK = 4  # statements back to which one that only points can be about
_STEM = 5  # letters that two forms of one word share: "warning", "warnings"
_ALIKE = 0.45  # what such a form counts
_NEXT = 0.34  # what it counts to stand right before
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


def find_links(reading: Reading, statements: Sequence[Statement]) -> tuple[Link, ...]:
    """Find the statements that depend on another, and rank what each can be about."""
    words = [_content_words(reading, s) for s in statements]
    dependent = {i for i, s in enumerate(statements) if _depends(reading, s, words[i])}
    free = [i for i in range(len(statements)) if i not in dependent]
    index = _Index({i: words[i] for i in free})
    links: list[Link] = []
    taken_up: dict[int, int] = {i: i for i in free}
    for item in sorted(dependent):
        scores = index.scores(words[item])
        for place in list(scores):
            if not _may_be_about(reading, statements[item], statements[place]) or (
                _is_partial(statements[item], words[item], words[place])
            ):
                del scores[place]
        share = max(scores.values(), default=0.0)
        near = _answered_to(reading, statements, item, taken_up)
        if near is not None:
            scores[near] += _NEXT
        # of equals the first: there the news is told, later it is taken up
        others = [p for p in free if _may_be_about(reading, statements[item], statements[p])]
        ranked = sorted({*scores, *others[:_CHOICES]}, key=lambda i: (-scores[i], i))[:_CHOICES]
        if ranked:
            points = near is not None and (
                not words[item] or (share == 0.0 and _names_it(reading, statements[item]))
            )
            is_near = ranked[0] == near and scores[ranked[0]] > _NEXT
            links.append(Link(item, tuple(ranked), points or is_near or share >= _ENOUGH))
            taken_up[item] = ranked[0]
    return tuple(links)


def _may_be_about(reading: Reading, item: Statement, other: Statement) -> bool:
    """Whether a stand can be about a statement: a source takes back only its own words.

    Whatever else it does, confirm, deny or leave open, it does to somebody else's.
    """
    stand = item.stands[0]
    if stand.stance not in _ABOUT_ANOTHER:
        return True
    is_own = any(same_voice(reading, stand, said) for said in other.stands)
    return is_own == (stand.stance == "retracts")


def _is_partial(item: Statement, mine: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a confirmation is of a small part of a statement only: it confirms that part."""
    is_confirmed = item.stands[0].stance == "confirms"
    return is_confirmed and len(mine) > 1 and len(mine & others) < _WHOLE * len(others)


def _names_it(reading: Reading, statement: Statement) -> bool:
    """Whether a stand only names what it is about: "confirmed *the collision*"."""
    said = words_in(_own(reading, statement), reading.lexicon)
    return len(said) <= _FEW_WORDS and _takes_up(reading, statement)


def _answered_to(
    reading: Reading, statements: Sequence[Statement], item: int, taken_up: Mapping[int, int]
) -> int | None:
    """What a statement is about that only points: what was last said that it can be about."""
    back = len(statements) if statements[item].stands[0].stance == "retracts" else _BACK
    for before in range(item - 1, max(-1, item - 1 - back), -1):
        about = taken_up.get(before)
        if about is not None and _may_be_about(reading, statements[item], statements[before]):
            return about
    return None


def _depends(reading: Reading, statement: Statement, words: frozenset[str]) -> bool:
    """Whether a statement is a stand on another one, or only takes one up: "it"."""
    if not statement.stands:
        return False
    stances = {s.stance for s in statement.stands}
    short = statement.text is None and not words
    return stances <= _ABOUT_ANOTHER or (short and _is_pronoun(reading, statement))


def _takes_up(reading: Reading, statement: Statement) -> bool:
    """Whether a statement begins by pointing back: "it", "that"; not "an accident"."""
    if reading.lexicon is None:
        return False
    first = words_in(_own(reading, statement), reading.lexicon)[:1]
    known = reading.lexicon.words
    return bool(first) and first[0] in known.definite | known.pronouns


def _is_pronoun(reading: Reading, statement: Statement) -> bool:
    """Whether what is said is nothing but a pronoun: "so", "that"."""
    said = words_in(_own(reading, statement), reading.lexicon)
    known = reading.lexicon.words.pronouns | reading.lexicon.words.that if reading.lexicon else ()
    return bool(said) and all(word in known for word in said)


def _content_words(reading: Reading, statement: Statement) -> frozenset[str]:
    if statement.stands and answers_flatly(reading, statement.stands[0]):
        return frozenset()
    return telling_words(reading, _own(reading, statement))


def _own(reading: Reading, statement: Statement) -> str:
    """What a statement says, as text."""
    if statement.text is not None:
        return statement.text
    said = [_about(reading, r, stand) for stand in statement.stands for r in stand.content]
    return " ".join(reading.line(r) for r in (said if statement.stands else statement.content))


def _about(reading: Reading, content: Range, stand: Stand) -> Range:
    """What a stand is about whose cue stands in its content: "declined to comment *on the cost*".

    Where nothing stands behind the cue, what stands between it and the source.
    """
    cue, tag = stand.cue, stand.tag
    if cue is None or tag is None or not content.covers(cue):
        return content
    behind = Range(cue.end, content.end)
    if _WORD.search(reading.text, *behind):
        return behind
    start = max(content.start, tag.voice.end) if tag.voice.end <= cue.start else content.start
    return Range(min(start, cue.start), cue.start)


class _Index:
    """Which statements have a word, and which have one that begins alike."""

    def __init__(self, words: Mapping[int, frozenset[str]]) -> None:
        self._same: dict[str, set[int]] = defaultdict(set)
        self._alike: dict[str, set[int]] = defaultdict(set)
        for place, each in words.items():
            for word in each:
                self._same[word].add(place)
                if len(word) >= _STEM:
                    self._alike[word[:_STEM]].add(place)

    def scores(self, item: frozenset[str]) -> dict[int, float]:
        """The share of an item's content words that each statement has, in the same form or not.

        Another form, such as "warnings" for "warning", counts less. Statements without any are 0.
        """
        hits: dict[int, list[float]] = defaultdict(list)
        for word in item:
            same = self._same.get(word, set())
            for place in same:
                hits[place].append(1.0)
            for place in self._alike.get(word[:_STEM], set()) - same if len(word) >= _STEM else ():
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
    statements: Sequence[Statement], chosen: Mapping[int, int]
) -> tuple[Statement, ...]:
    """Merge each chosen item's stands into the statement that it is about; the order stays."""
    merged = {i: s for i, s in enumerate(statements) if i not in chosen}
    for item, about in chosen.items():
        merged[about] = replace(
            merged[about],
            sentences=tuple(sorted({*merged[about].sentences, *statements[item].sentences})),
            stands=(*merged[about].stands, *statements[item].stands),
        )
    return tuple(merged[i] for i in sorted(merged))
