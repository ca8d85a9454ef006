"""What a stretch of words names: the source in "a statement from the Russian Pacific Fleet"."""

import re
from collections.abc import Collection

from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS

__all__ = ["clean_name", "is_proper", "names_on", "points_back", "stated_source"]

_MARKS = "\"'“”„«»‹›‚‘’`.,;:()- \u00a0\u202f"
_BLANKS = re.compile(r"\s+")
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)")
_COMMA = re.compile(r"\s*[,;—–]\s*")
_ELISION = re.compile(r"^(\w{1,4}['’])(?=\w)")


def is_proper(name: str) -> bool:
    """Whether a name names (has a capital, or is in a script without them), not just describes."""
    return any(c.isupper() for c in name) or not any(c.islower() for c in name)


def clean_name(name: str, lexicon: Lexicon | None) -> str:
    """Cut marks, articles and possessives off a name; of a document keep who issued it.

    "the state-run Global Times" → "Global Times"; "a NORAD statement" → "NORAD";
    "a statement from the Russian Pacific Fleet" → "Russian Pacific Fleet";
    "the officials" → "officials"; "a senior official" stays as printed.
    """
    text = _BLANKS.sub(" ", name).strip(_MARKS)
    if lexicon is None or not text:
        return text
    words = _issuer(_words(text, lexicon), lexicon)
    if len(words) > 1 and words[0].lower().replace("’", "'") in lexicon.words.definite:
        words = words[1:]
    if not lexicon.words.nouns_have_capitals and words and is_proper(words[-1]):
        # "state-run Global Times", "a US Coast Guard": what comes before the capitals describes;
        # not so in "mayor of Velden", "préfecture de la Vaire"
        first = next(i for i, w in enumerate(words) if is_proper(w))
        if words[first][0].isupper() and not JOINTS & {w.lower() for w in words[:first]}:
            words = words[first:]
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip(_MARKS)


def _words(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a name; an elided article ("l'élu") is a word of its own."""
    elided = _ELISION.match(text)
    if elided and elided[1].lower().replace("’", "'") in lexicon.words.determiners:
        return [elided[1], *text[elided.end() :].split(" ")]
    return text.split(" ")


def _issuer(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words that name who issued a document."""
    nouns = lexicon.words.nouns
    lower = [w.lower() for w in words]
    for i, word in enumerate(lower[:-1]):
        if word in nouns.documents | nouns.hearsay:
            of, *issuer = _words(" ".join(words[i + 1 :]), lexicon)  # "une note d'Anne Roux"
            is_elided = of.endswith(("'", "’")) and is_proper("".join(issuer))
            if issuer and (of.lower() in nouns.of or is_elided):
                return issuer
    before = words[-2:-1]  # "a NORAD statement"; "The Post" is a name
    issued = any(is_proper(w) and w.lower() not in lexicon.words.determiners for w in before)
    # "the Washington Post" is a paper; where nouns have capitals a capital tells nothing
    is_noun = words[-1][:1].islower() or lexicon.words.nouns_have_capitals
    return words[:-1] if issued and is_noun and lower[-1] in nouns.documents else words


def names_on(taken: list[str], rest: list[str], lexicon: Lexicon, *, has_that: bool) -> bool:
    """Whether the next word still names who was told.

    A noun may follow a noun ("local *media*", "the state news *agency*") where a "that" or a new
    subject comes behind: "told reporters nobody came", "told local media the barge sank".
    """
    words = lexicon.words
    subjects = words.determiners | words.pronouns
    word, behind = rest[0], rest[1] if len(rest) > 1 else ""
    if {taken[0].lower(), word.lower()} & (words.pronouns - words.determiners):
        return False
    if word[0].isupper() or all(t.lower() in words.determiners for t in taken):
        return True
    if any(t[0].isupper() for t in taken):  # "the Bank *of* Tarn"
        return word in JOINTS and behind[:1].isupper()
    if word in subjects | words.function_words:
        return False
    return has_that or behind[:1].isupper() or behind in subjects


def points_back(words: str, lexicon: Lexicon) -> bool:
    """Whether words only point back to somebody named before: "she", "the ministry", "l'élu"."""
    known = lexicon.words
    parts = _issuer(_words(_BLANKS.sub(" ", words).strip(_MARKS), lexicon), lexicon)
    first = parts[0].lower().replace("’", "'")
    turned = first.rpartition("-")[2]  # "ajoute-t-il"
    if not first or {first, turned} & (known.pronouns | known.relatives):
        return True
    rest = " ".join(parts[1:])
    return first in known.definite and (known.nouns_have_capitals or not is_proper(rest))


def stated_source(
    text: str, voice: Range, printed: Collection[str], lexicon: Lexicon
) -> str | None:
    """Return the source that the words of a tag name by themselves; None if they point back.

    Of "Dana Wirth, a spokeswoman for HAT" and "a spokeswoman, Dana Wirth" the name, which is one of
    the names `printed` there; of "two people briefed on the talks, who asked not to be named" the
    description without its relative clause. Words with a verb in them ("that is what Finn") name
    nobody, and where all nouns have capitals nothing is sure enough.
    """
    if lexicon.words.nouns_have_capitals:
        return None
    words = _BRACKETED.sub("", text[voice.start : voice.end])
    parts = [_BLANKS.sub(" ", p) for p in _COMMA.split(words) if p.strip()]
    for part in parts:
        if clean_name(part, lexicon) in printed:
            return part
    if not parts or points_back(parts[0], lexicon):
        return None
    relative = re.compile(rf"\s(?:{'|'.join(map(re.escape, lexicon.words.relatives))})\s")
    source = relative.split(parts[0])[0]
    return None if set(source.split(" ")) & set(lexicon.words.auxiliaries) else source
