"""What each source is: asked in one request where the replies did not tell it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..ask.question import ask_kinds, tag_words
from ..ask.request import Request
from ..ask.wire import KindsForm
from ..ground.grounded import Description, Stand, Statement
from ..text.reading import Reading
from .roles import role_in

if TYPE_CHECKING:
    from ...schema import SourceKind

__all__ = ["described_by", "request_kinds", "unknown_names"]

_MAX_NAMES = 50  # names in one request; the others keep the default
_WORDS = 100  # code points of a tag shown


def unknown_names(statements: Sequence[Statement], known: Sequence[Description]) -> tuple[str, ...]:
    """Return the names of those who speak or pass on, of which no reply said what they are."""
    told = {d.name for d in known}
    voices = (v.name for s in statements for t in s.stands for v in (t.source, *t.via))
    return tuple(dict.fromkeys(name for name in voices if name not in told))[:_MAX_NAMES]


def request_kinds(
    reading: Reading, statements: Sequence[Statement], names: Sequence[str]
) -> Request | None:
    """Return the request that asks what the named are, None if there are none."""
    if not names:
        return None
    words: dict[str, str] = {}
    for stand in (t for s in statements for t in s.stands):
        if stand.tag:
            words.setdefault(stand.source.name, tag_words(reading, stand.tag)[:_WORDS])
            if stand.tag.passer and len(stand.via) == 1:
                words.setdefault(stand.via[0].name, reading.line(stand.tag.passer)[:_WORDS])
    return ask_kinds([(name, words.get(name, "")) for name in names])


def described_by(
    reading: Reading,
    statements: Sequence[Statement],
    names: Sequence[str],
    form: KindsForm | None,
) -> tuple[Description, ...]:
    """Return what the reply says of the named, and what the words next to the names tell."""
    answered: dict[int, SourceKind] = {k.s: k.kind for k in form.sources} if form else {}
    stands: dict[str, list[Stand]] = {}
    for stand in (t for s in statements for t in s.stands):
        stands.setdefault(stand.source.name, []).append(stand)
    descriptions: list[Description] = []
    for place, name in enumerate(names, 1):
        role, expertise = role_in(reading, name, stands.get(name, []))
        kind: SourceKind = answered.get(place, "organization")
        if role in ("expert", "spokesperson", "witness") and kind != "group":
            kind = "person"
        descriptions.append(Description(name, kind, role, None, expertise))
    return tuple(descriptions)
