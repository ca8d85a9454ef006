"""What an instruction in the article may not do: it tells no clean claim, and no synopsis.

Nothing is dropped for it. What rests on such a passage alone is marked, and stands in no synopsis;
what is told in its words and not in the article's is marked as well.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from ...schema import Check, Span
from ..ground.grounded import Stand, Statement
from ..text.instruction import reason_of
from ..text.reading import Reading
from ..text.telling import STEM, telling_words

__all__ = ["ADDRESS", "INSTRUCTION", "Instructed", "is_marked", "marked"]

INSTRUCTION, ADDRESS = "instruction_in_article", "addresses_reader"
_SPEAKS = "speaks to its reader, or of itself"
_BESIDE = "tells something beside an order to its reader"
_OWN = 0.5  # share of the words of a text that must be the article's


class Instructed:
    """An article's instructions, and what they have touched."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._found = reading.instructions

        addressed = reading.addressed
        self._near = self._found.keys() | addressed.sentences | addressed.beside

    def rests(self, statement: Statement) -> bool:
        """Whether a statement rests on instructions alone, or on what speaks to a reader."""
        addressed = self.reading.addressed.sentences
        return all(n in self._found or n in addressed for n in statement.sentences)

    def decides(self, statement: Statement, stand: Stand) -> bool:
        """Whether a stand counts for its statement's status: none does that is planted.

        A statement that rests on the instruction alone is marked as a whole.
        """
        return stand.sentence not in self._found or self.rests(statement)

    def check_of(self, statement: Statement) -> Check | None:
        """Return the check of a claim, if an instruction tells it."""
        touching = [n for n in statement.sentences if n in self._found]
        if touching and self.rests(statement):
            reason = reason_of(self._found[touching[0]].kind)
            return self._check(f"its evidence {reason}", touching)
        if self.rests(statement):
            return self._check(f"its evidence {_SPEAKS}", statement.sentences, ADDRESS)
        if self._near.issuperset(statement.sentences):
            return self._check(f"its evidence {_BESIDE}", statement.sentences, ADDRESS)
        if statement.text is not None and self.taints(statement.text):
            return self._check("its words are not the article's but an instruction's", [])
        if any(not self.decides(statement, s) for s in statement.stands):
            reason = "a position stands in an instruction, and decides nothing"
            return self._check(reason, touching, name="position_in_instruction")
        return None

    def taints(self, text: str) -> bool:
        """Whether a text has words of an instruction that the article itself has not.

        Or whether most of its words are not the article's: an instruction can be encoded.
        """
        if not self._found:
            return False
        words = self._stems(text)
        foreign = words - self._printed
        return bool(foreign & self._planted) or len(foreign) > _OWN * len(words)

    def checks(self) -> tuple[Check, ...]:
        """Return the checks of the article: one for each kind of instruction in it."""
        kinds = dict.fromkeys(i.kind for i in self._found.values())
        found = tuple(
            self._check(
                f"the article {reason_of(kind)}",
                [n for n, i in self._found.items() if i.kind == kind],
            )
            for kind in kinds
        )
        addressed = self.reading.addressed
        told = tuple(
            self._check(f"the article {what}", sorted(numbers), ADDRESS)
            for what, numbers in ((_SPEAKS, addressed.sentences), (_BESIDE, addressed.beside))
            if numbers
        )
        return (*found, *told)

    def dropped(self, why: str) -> Check:
        """Return the check of a synopsis sentence that is not told."""
        return self._check(f"a synopsis sentence {why}; it is left out", [*self._found])

    def _check(self, reason: str, sentences: Sequence[int], name: str = INSTRUCTION) -> Check:
        spans: tuple[Span, ...] = tuple(
            self.reading.span(self.reading.sentence(n).range) for n in sentences
        )
        return Check(name=name, verdict="failed", reason=reason, spans=spans)

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(w[:STEM] for w in telling_words(text, self.reading.lexicon))

    @cached_property
    def _printed(self) -> frozenset[str]:
        """The words of the article outside of its instructions, and of its title."""
        reading = self.reading
        honest = (s for s in reading.sentences if s.number not in self._found)
        texts = [reading.text[s.range.start : s.range.end] for s in honest]
        return self._stems("\n".join((reading.article.title or "", *texts)))

    @cached_property
    def _planted(self) -> frozenset[str]:
        reading = self.reading
        texts = (reading.sentence(n).range for n in self._found)
        words = self._stems("\n".join(reading.text[r.start : r.end] for r in texts))
        return words - self._printed


def marked(
    filed: Mapping[str, tuple[Check, ...]], statements: Sequence[Statement], guard: Instructed
) -> Mapping[str, tuple[Check, ...]]:
    """Return the checks of items with those of the claims that an instruction tells."""
    found = {s.key: c for s in statements if (c := guard.check_of(s))}
    return {**filed, **{key: (*filed.get(key, ()), c) for key, c in found.items()}}


def is_marked(checks: Sequence[Check]) -> bool:
    """Whether something is told by an instruction, or only by what speaks to a reader."""
    return any(c.name in (INSTRUCTION, ADDRESS) for c in checks)
