"""Sources: everyone cited, each once, with every name and place."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...schema import Check, Source, SourceKind
from ..ground.grounded import Description, Voice
from ..text.folding import is_unspaced
from ..text.naming import is_proper
from ..text.range import Range
from ..text.reading import Reading
from .cleaning import NAME, cleaned
from .names import Names

__all__ = ["Sources", "merge"]


@dataclass(frozen=True)
class Sources:
    """The sources of an article, and which of them each voice is."""

    sources: tuple[Source, ...]
    ids: Mapping[Voice, str]

    def id(self, voice: Voice) -> str:
        """Return the id of the source that a voice is."""
        return self.ids[voice]

    def chain(self, voices: Iterable[Voice], *, source: Voice | None) -> tuple[str, ...]:
        """Return the ids of those who pass something on, each once, without the source itself."""
        innermost = self.ids[source] if source else None
        ids = dict.fromkeys(self.ids[v] for v in voices)
        return tuple(i for i in ids if i != innermost)

    @property
    def by_id(self) -> dict[str, Source]:
        """The sources by their ids."""
        return {s.id: s for s in self.sources}


@dataclass
class _Cited:
    """A source in the making."""

    name: str
    variants: set[str] = field(default_factory=set[str])
    voices: list[Voice] = field(default_factory=list[Voice])
    mentions: list[Range] = field(default_factory=list[Range])


def merge(
    reading: Reading,
    voices: Sequence[Voice],
    descriptions: Sequence[Description],
    checks: Mapping[str, tuple[Check, ...]],
) -> Sources:
    """Merge voices into sources.

    Args:
        reading: the article.
        voices: everyone who speaks or passes on, in reading order.
        descriptions: what the replies say of sources.
        checks: verdicts on sources, by key.
    """
    kinds: dict[str, SourceKind] = {d.name: d.kind for d in descriptions}
    names = Names(reading, kinds)
    resolved = {voice: names.resolve(voice) for voice in voices}
    cited: dict[str, _Cited] = {}
    for voice, name in resolved.items():
        one = cited.setdefault(name, _Cited(name))
        one.voices.append(voice)
        if voice in names.aliases:
            one.variants.add(names.aliases[voice])
    for short, full in reading.acronyms.items():
        if full in cited:
            cited[full].variants.add(short)
    for name, one in cited.items():
        one.variants.update(names.short_forms(name))
    speakers: dict[int, set[str]] = {}
    for voice, name in resolved.items():
        if voice.at:
            speakers.setdefault(voice.at.end, set()).add(name)
    bearers = Counter(name for one in cited.values() for name in {one.name, *one.variants})
    shared = {name for name, count in bearers.items() if count > 1}
    for one in cited.values():
        one.mentions = _mentions(names, one, speakers, shared)
    end = Range(len(reading.text), len(reading.text))
    ordered = sorted(cited.values(), key=lambda one: next(iter(one.mentions), end))
    sources = tuple(
        _source(names, f"s{i}", one, descriptions, checks) for i, one in enumerate(ordered, 1)
    )
    ids = {v: s.id for s, one in zip(sources, ordered, strict=True) for v in one.voices}
    return Sources(sources, ids)


def _mentions(
    names: Names, cited: _Cited, speakers: Mapping[int, set[str]], shared: Collection[str]
) -> list[Range]:
    """Where a source is named: its longest names first, no place twice.

    "China" is not named in "China Coast Guard", unless a reply named it there. "Kern", if two are
    called so, names the one that speaks there. One sign of a script without blanks ("张") may stand
    in any word.

    Args:
        names: the names of the article.
        cited: the source.
        speakers: the names of those whose voices end at a place.
        shared: what several sources are called.
    """
    own = {cited.name, *cited.variants}
    # printed names never overlap: the last one that begins before a place is the one around it
    others = sorted(r for n in names.printed.names if n.text not in own for r in n.ranges)

    def is_part(at: Range) -> bool:
        before = bisect_right(others, at.start, key=lambda r: r.start)
        return any(o != at and o.covers(at) for o in others[max(0, before - 1) : before])

    def is_meant(name: str, at: Range) -> bool:
        if at.end in speakers:
            return cited.name in speakers[at.end]
        is_sign = len(name) == 1 and is_unspaced(name)
        return not (is_sign or name in shared) and (" " in name or not is_part(at))

    taken: list[Range] = []
    for name in sorted(own, key=lambda n: (-len(n), n)):
        places = names.reading.folded.find_all(name, case=is_proper(name))
        taken += [p for p in places if is_meant(name, p) and not any(p.meets(t) for t in taken)]
    return sorted(taken)


def _source(
    names: Names,
    id_: str,
    cited: _Cited,
    descriptions: Sequence[Description],
    checks: Mapping[str, tuple[Check, ...]],
) -> Source:
    # of "Mr Dorn" rather what is said of him than of "Dorn", which may be his company
    voiced = sorted((v.name for v in cited.voices), key=lambda n: n != cited.name)
    called = [*voiced, cited.name, *sorted(cited.variants)]
    order = {name: place for place, name in reversed([*enumerate(called)])}
    described = min(
        (d for d in descriptions if d.name in order), key=lambda d: order[d.name], default=None
    )
    kind = described.kind if described else "organization"
    reading = names.reading
    return Source(
        id=id_,
        name=cleaned(cited.name, NAME),
        aliases=tuple(
            dict.fromkeys(
                cleaned(n, NAME)
                for n in sorted(cited.variants - {cited.name}, key=lambda n: (-len(n), n))
            )
        ),
        kind=kind,
        naming="named" if _is_named(names, cited, kind) else "described",
        role=described.role if described else "other",
        affiliation=_printed(reading, described.affiliation if described else None),
        expertise=_printed(reading, described.expertise if described else None),
        mentions=tuple(reading.span(r) for r in cited.mentions),
        checks=tuple(c for n in dict.fromkeys(called) for c in checks.get(f"source {n}", ())),
    )


def _is_named(names: Names, cited: _Cited, kind: SourceKind) -> bool:
    """Whether a source is named, not only described.

    "Velian state media", "Tarn residents" are described for all their capital; "Tarn police" is an
    authority's name. Where every noun has a capital, only an indefinite article or a number before
    it tells.
    """
    lexicon = names.reading.lexicon
    name = cited.name
    if not is_proper(name) or lexicon is None:
        return is_proper(name)
    if names.printed.is_indefinite(name):
        return False
    if lexicon.words.nouns_have_capitals or not lexicon.words.has_capitals:
        return True
    return kind in ("government", "organization") or name.split(" ")[-1][0].isupper()


def _printed(reading: Reading, words: str | None) -> str | None:
    """Keep what the article prints, as it prints it."""
    places = reading.folded.find_all(words, case=False) if words else []
    return cleaned(reading.text[places[0].start : places[0].end], NAME) if places else None
