"""Joining: each stand goes to the statement that it is about."""

from collections.abc import Sequence
from dataclasses import replace

from ..ground.grounded import Statement
from .linking import Link

__all__ = ["joined"]


def joined(statements: Sequence[Statement], links: Sequence[Link]) -> tuple[Statement, ...]:
    """Join each linked item to the statement that it is about, its link's first choice.

    A part that is confirmed becomes a statement of its own, with the stands of those who say the
    whole: they say the part, too. The order stays.
    """
    about = {link.item: link.choices[0] for link in links if not link.is_part}
    found = {i: s for i, s in enumerate(statements) if i not in about}
    for item, place in about.items():
        found[place] = replace(
            found[place],
            sentences=_both(found[place], statements[item]),
            stands=(*found[place].stands, *statements[item].stands),
        )
    for link in links:
        if link.is_part:
            part, whole = statements[link.item], statements[link.choices[0]]
            said = tuple(s for s in whole.stands if s.stance == "asserts")
            found[link.item] = replace(
                part, sentences=_both(whole, part), stands=(*said, *part.stands)
            )
    return tuple(found[i] for i in sorted(found))


def _both(one: Statement, other: Statement) -> tuple[int, ...]:
    return tuple(sorted({*one.sentences, *other.sentences}))
