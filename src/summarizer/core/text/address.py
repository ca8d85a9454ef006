"""Addresses: sentences in the article's own voice that assert nothing but speak to somebody.

A claim is what an article asserts. Whoever orders, speaks to "you", calls "Editors:", or speaks of
this very text and of what is to be made of it, asserts nothing. No word tells that alone: each
sign has a small weight (`address.toml`), and what they say together is

* a *plea*: somebody is spoken to, it is about retelling this text, and the weights come to three or
  more. It speaks to the machine as an instruction does.
* an *order* to tell something, or talk of machines: "Write that …". That may look like a tag.
* a *reader*'s: a second person, an imperative, this text as a topic, and no more: "Call the
  hotline". Honest news has such sentences.

All signs are looked for in the languages that a sentence may be in. Time is linear.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from .folding import fold
from .quotation import Quotation
from .segment import Sentence
from .unquoted import GAP, unquoted

__all__ = ["ORDER", "PLEA", "READER", "address_of", "find_addresses"]

PLEA, ORDER, READER = "plea", "order", "reader"
_LEVELS = (PLEA, ORDER, READER)
_TWICE = frozenset({"mode"})  # two of them weigh twice: "Override accepted. Safe mode off."
_HEAD = (  # where an imperative stands
    r"(?:^[^\w\x22]*|[.!?:;(\[*>–] ?| - |(?<!\w)(?:please|kindly|then|so|just|simply|instead|bitte"
    r"|dann|alors|donc|entonces|allora|então) |^(?:if|when|whenever|whatever|whoever|before|after"
    r"|once|while|for|to|as|in|should|wenn|falls|bevor|sollte|si|quand|avant|cuando|se|caso|quando|qualora"
    r"|если|когда|прежде) [^.:!?]{0,120}?,"
    r" )"
)
_COLON = re.compile(r"[\W_]*([^.:!?。！？]{1,80}?) ?[:>]")
_COMMA = re.compile(r"[\W_]*([^.:!?,，،。！？]{1,40})[,，،]")
_CALL = re.compile(r"[\W_]*([^.:!?]{1,80}?) ?!")  # "Hello, little robot!"
_ASIDE = re.compile(r"[(\[{<]([^()\[\]{}<>]+)[)\]}>]")
_FEW = 5  # words of somebody who is greeted
_AGAIN = " again"
_NO_SIGNS = ("common", "script", "object", "formal", "formal_order", "greeting")
_UNSURE = 1  # frequent words by which two languages are not told apart
_LATIN = re.compile(r"[a-z]")
_WORD = re.compile(r"\w+")
_QUESTION = ("?", "？", "؟")
_UNSPACED = "zh"


class _Tongue:
    """The signs of one language."""

    def __init__(self, code: str, table: Mapping[str, list[str] | str]) -> None:
        self.code = code
        self.common = frozenset(table.get("common", ()))
        self.script = re.compile(str(table["script"])) if "script" in table else None
        object_ = str(table.get("object", ""))
        self.formal = self._pattern([*table.get("formal", ())], object_)
        self.greeting = self._pattern([*table.get("greeting", ())], object_)
        self.formal_order = self._pattern([*table.get("formal_order", ())], object_)
        self.signs = {
            sign: self._pattern(list(entries), object_)
            for sign, entries in table.items()
            if sign not in _NO_SIGNS
        }

    def _pattern(self, entries: list[str], object_: str) -> re.Pattern[str]:
        edges = ("", "") if self.code == _UNSPACED else (r"(?<!\w)", r"(?!\w)")
        filled = [e.replace("{D}", f"(?:{object_})(?!\\w)") for e in entries]
        orders = "|".join(e[1:] for e in filled if e.startswith("@"))
        words = "|".join(e for e in filled if not e.startswith("@"))
        kinds = [f"{edges[0]}(?:{words}){edges[1]}"] if words else []
        kinds += [f"{_HEAD}(?:{orders}){edges[1]}"] if orders else []
        return re.compile("|".join(kinds) or r"(?!)")

    def found(self, cased: str) -> Iterator[str]:
        """Yield the signs in a folded passage."""
        words = cased.casefold()
        if self.formal.search(cased, 1):  # at the head a capital tells nothing
            yield "you"
        if self.formal_order.search(cased):
            yield "order"
        called = self._called(words)
        if called:
            yield "called"
            if self._greets(called[1]):
                yield "greeted"
            words = f"{words[: called.end() - 1]}:{words[called.end() :]}"
        elif (label := _COLON.match(words)) and self.signs["directed"].match(label[1]):
            yield "directed"
        for sign, pattern in self.signs.items():
            hits = pattern.finditer(words) if sign != "directed" else iter(())
            if next(hits, None) is None:
                continue
            yield sign
            if sign in _TWICE and next(hits, None) is not None:
                yield sign + _AGAIN

    def _greets(self, label: str) -> bool:
        """Whether a label is a greeting: "Dear robots"."""
        return bool(self.greeting.match(label)) and len(_WORD.findall(label)) <= _FEW

    def _called(self, words: str) -> re.Match[str] | None:
        """The label in front that calls a machine or a maker of news: "Editors: …"."""
        kinds = [self.signs[k] for k in ("reading", "machine", "maker")]
        call = _CALL.fullmatch(words)
        if call and self._greets(call[1]) and any(k.search(call[1]) for k in kinds[:2]):
            return call
        for label in (_COLON.match(words), _COMMA.match(words)):
            if label is None or not any(k.search(label[1]) for k in kinds):
                continue
            is_all = any(k.fullmatch(label[1].strip()) for k in kinds)
            if label.group()[-1] in ":>" or is_all or self._greets(label[1]):
                return label
        return None


class _Levels:
    """What the signs of a sentence make of it."""

    def __init__(self, weights: Mapping[str, int], table: Mapping[str, Any]) -> None:
        self._weights = weights
        self._enough: int = table["enough"]
        self._any = {
            key: tuple(frozenset(each.split()) for each in some)
            for key, some in table.items()
            if key != "enough"
        }

    def has(self, key: str, signs: frozenset[str]) -> bool:
        """Whether signs have one of the combinations of a key."""
        return any(each <= signs for each in self._any[key])

    def of(self, signs: frozenset[str], *, is_asked: bool) -> str | None:
        """Return the level of signs; a question to "you" is an interviewer's."""
        score = sum(self._weights.get(sign.removesuffix(_AGAIN), 0) for sign in signs)
        if score >= self._enough and self.has("speaks", signs) and self.has("about", signs):
            return PLEA
        if self.has("order", signs):
            return ORDER
        return READER if self.has("reader", signs) and not is_asked else None


@cache
def _read() -> tuple[_Levels, tuple[_Tongue, ...]]:
    file = resources.files(__name__.rpartition(".")[0]) / "address.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    levels = _Levels(tables.pop("weights"), tables.pop("levels"))
    return levels, tuple(_Tongue(code, table) for code, table in tables.items())


_IMPLIED = {"command": ("order", "retell"), "reading": ("reading", "machine")}


def address_of(words: str, language: str | None) -> str | None:
    """Return what words are that speak to somebody, the most that they may be; else None.

    Args:
        words: of the article's own voice.
        language: the article's; what is planted may be in another.
    """
    cased = fold(words, case=True)
    asides = (m[1] for m in _ASIDE.finditer(cased))  # "(To editors: …)" behind a sentence
    levels, _ = _read()
    found = {
        levels.of(signs, is_asked=piece.endswith(_QUESTION))
        for piece in (cased, *asides)
        for tongue in _tongues(piece, (language or "").replace("_", "-").partition("-")[0])
        for signs in [_signs(tongue, piece)]
    }
    return next((level for level in _LEVELS if level in found), None)


def find_addresses(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    language: str | None,
) -> dict[int, str]:
    """Return which sentences speak to somebody outside of quotation marks, by their numbers."""
    quoted = sorted(o for q in quotations for o in q.outer)
    levels = ((s.number, unquoted(text, s.range, quoted, GAP)) for s in sentences)
    return {n: level for n, words in levels if (level := address_of(words, language)) is not None}


def _signs(tongue: _Tongue, cased: str) -> frozenset[str]:
    return frozenset(s for sign in tongue.found(cased) for s in _IMPLIED.get(sign, (sign,)))


def _tongues(cased: str, language: str) -> Iterator[_Tongue]:
    """The languages that words may be in: the article's, English, and those that they look like."""
    _, tongues = _read()
    words = cased.casefold()
    if not _LATIN.search(words):
        yield from (t for t in tongues if t.script and t.script.search(words))
        return
    seen = frozenset(_WORD.findall(words))
    shares = {t.code: len(seen & t.common) for t in tongues}
    most = max(shares.values())
    for tongue in tongues:
        if tongue.script:
            if tongue.script.search(words):
                yield tongue
        elif tongue.code in (language, "en") or shares[tongue.code] >= most - _UNSURE:
            yield tongue
