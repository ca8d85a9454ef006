"""Full names: whom a part of a name means, in the whole article or at a place of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from .naming import untitled

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .roster import Name

__all__ = ["FullNames"]


class FullNames:
    """The people of an article by the parts of their names."""

    def __init__(
        self,
        names: Sequence["Name"],
        people: Collection[str],
        things: Collection[str],
        lexicon: "Lexicon",
    ) -> None:
        self._lexicon = lexicon
        self._things = things
        self._known: dict[str, str] = {}
        self._last: dict[str, set[str]] = defaultdict(set)
        self._first: dict[str, set[str]] = defaultdict(set)
        self._introduced: dict[str, int] = {}
        for full in people:
            self._last[full.rpartition(" ")[2]].add(full)
            self._first[full.partition(" ")[0]].add(full)
        for name in names:
            full, start = untitled(name.text, lexicon), name.ranges[0].start
            self._introduced[full] = min(self._introduced.get(full, start), start)

    def of(self, name: str) -> str:
        """Return the full name of a person that is called by a title or by a part of it."""
        if name not in self._known:
            short = untitled(name, self._lexicon)
            bearers = self._bearers(short)
            is_part = " " not in short and len(bearers) == 1 and short not in self._things
            self._known[name] = next(iter(bearers)) if is_part else short
        return self._known[name]

    def at(self, name: str, place: int) -> str:
        """Return the full name that a part means at a place: of two, of whom was named before."""
        full = self.of(name)
        before = [b for b in self._bearers(full) if self._introduced.get(b, place) < place]
        return before[0] if len(before) == 1 else full

    def _bearers(self, part: str) -> set[str]:
        return self._last.get(part) or self._first.get(part) or set()
