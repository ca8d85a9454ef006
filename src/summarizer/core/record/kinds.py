"""What each source is: read off its name and tags, asked in one request where they are mute."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..ask.question import ask_kinds, tag_words
from ..ask.request import Request
from ..ask.wire import KindsForm
from ..ground.grounded import Description, Stand, Statement
from ..text.kind import is_person_name, kind_of
from ..text.naming import is_proper
from ..text.reading import Reading
from .roles import role_in

if TYPE_CHECKING:
    from ...schema import SourceKind

__all__ = ["answered_kinds", "described_by", "request_kinds", "told_kinds", "unknown_names"]

# who answers for something is a party to it
_OWN_AFFAIRS = frozenset({"confirms", "denies", "retracts", "declines_to_comment"})
_MAX_NAMES = 50  # names in one request; the others keep the default
_WORDS = 100  # code points of a tag shown


def unknown_names(statements: Sequence[Statement], known: Sequence[Description]) -> tuple[str, ...]:
    """Return the names of those who speak or pass on, of which no reply said what they are."""
    told = {d.name for d in known}
    voices = (v.name for s in statements for t in s.stands for v in (t.source, *t.via))
    return tuple(dict.fromkeys(name for name in voices if name not in told))


def told_kinds(
    reading: Reading, statements: Sequence[Statement], names: Sequence[str]
) -> "dict[str, SourceKind]":
    """Return what the names and the words of their tags tell by themselves."""
    if reading.lexicon is None:
        return {}
    shown = _shown(reading, statements)
    told: dict[str, SourceKind] = {}
    for name in names:
        full = reading.acronyms.get(name) or reading.full_name(name)
        kind = kind_of(full, reading.lexicon)
        if kind is None and is_person_name(full, reading.lexicon):
            kind = "person"
        if kind is None and not is_proper(name):
            kind = kind_of(shown.get(name, ""), reading.lexicon)
        if kind is not None:
            told[name] = kind
    return told


def request_kinds(
    reading: Reading, statements: Sequence[Statement], names: Sequence[str]
) -> Request | None:
    """Return the request that asks what the named are, None if there are none."""
    if not names:
        return None
    shown = _shown(reading, statements)
    return ask_kinds([(name, shown.get(name, "")) for name in names[:_MAX_NAMES]])


def _shown(reading: Reading, statements: Sequence[Statement]) -> dict[str, str]:
    """The words of the first tag of each name."""
    words: dict[str, str] = {}
    for stand in (t for s in statements for t in s.stands):
        if stand.tag:
            words.setdefault(stand.source.name, tag_words(reading, stand.tag)[:_WORDS])
            if stand.tag.passer and len(stand.via) == 1:
                words.setdefault(stand.via[0].name, reading.line(stand.tag.passer)[:_WORDS])
    return words


def described_by(
    reading: Reading,
    statements: Sequence[Statement],
    names: Sequence[str],
    kinds: "Mapping[str, SourceKind]",
) -> tuple[Description, ...]:
    """Return what is known of the named: their kinds, and what the words next to them tell."""
    stands: dict[str, list[Stand]] = {}
    for stand in (t for s in statements for t in s.stands):
        stands.setdefault(stand.source.name, []).append(stand)
    descriptions: list[Description] = []
    for name in names:
        role, expertise = role_in(reading, name, stands.get(name, []))
        kind: SourceKind = kinds.get(name, "organization")
        if role == "other" and any(s.stance in _OWN_AFFAIRS for s in stands.get(name, [])):
            role = "subject"
        if role in ("expert", "spokesperson", "witness") and kind != "group":
            kind = "person"
        descriptions.append(Description(name, kind, role, None, expertise))
    return tuple(descriptions)


def answered_kinds(names: Sequence[str], form: KindsForm | None) -> "dict[str, SourceKind]":
    """Return the kinds that a reply gives, by the names that were asked about."""
    if form is None:
        return {}
    answers: dict[int, SourceKind] = {k.s: k.kind for k in form.sources}
    return {name: answers[i] for i, name in enumerate(names, 1) if i in answers}
