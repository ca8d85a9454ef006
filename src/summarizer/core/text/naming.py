"""What a stretch of words names: the source in "a statement from the Russian Pacific Fleet"."""

import re
from collections.abc import Collection

from .clause import COMMAS, SEMICOLONS
from .designation import designated
from .kind import is_person_name, kind_of
from .lexicon import Lexicon
from .range import Range
from .roster import JOINTS

__all__ = [
    "clean_name",
    "head_part",
    "is_definite",
    "is_proper",
    "names_on",
    "points_back",
    "stated_source",
    "untitled",
]

_MARKS = "\"'“”„«»‹›‚‘’`.,;:()- \u00a0\u202f「」『』《》〈〉【】（），。、：；،؛"
_BLANKS = re.compile(r"\s+")
_BRACKETED = re.compile(r"\s*[(（][^()（）]{1,40}[)）]")
_COMMA = re.compile(rf"\s*[{COMMAS}{SEMICOLONS}—–]\s*")
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
    for pattern in lexicon.named:
        if named := pattern.fullmatch(text):
            text = named["name"]
    words = _issuer(_words(text, lexicon), lexicon)
    if len(words) > 1 and words[0].lower().replace("’", "'") in lexicon.words.definite:
        words = words[1:]
    if not lexicon.words.nouns_have_capitals and words and is_proper(words[-1]):
        # "state-run Global Times", "a US Coast Guard": what comes before the capitals describes;
        # not so in "mayor of Velden", "préfecture de la Vaire"
        first = next(i for i, w in enumerate(words) if is_proper(w))
        left = {w.lower() for w in words[:first]}
        # where patterns find people behind their titles, what is left is a body: "мэр Тарна"
        is_office = bool(lexicon.named) and any(lexicon.kinds.get(w) == "person" for w in left)
        if words[first][0].isupper() and not is_office and not JOINTS & left:
            words = words[first:]
    if words and words[0][:1].isupper() and words[0].lower() not in lexicon.words.determiners:
        words = untitled(" ".join(words), lexicon).split(" ")
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip(_MARKS)


def untitled(name: str, lexicon: Lexicon) -> str:
    """Cut titles and bodies off a person's name.

    "Prime Minister Johan Sker" → "Johan Sker"; "Mr Lasko" → "Lasko"; "Ada Crisp of Tarn Police" →
    "Ada Crisp".
    """
    words = name.split(" ")
    if lexicon.words.conjunctions & {w.lower() for w in words}:
        return name  # "Mr and Mrs Kern"
    of = {w for w in lexicon.words.nouns.of if w == "of" or w not in JOINTS}
    body = next((i for i, w in enumerate(words) if i > 1 and w in of), None)
    if body and lexicon.kinds and is_person_name(" ".join(words[:body]), lexicon):
        words = words[:body]
        name = " ".join(words)
    titles = [i for i, w in enumerate(words[:-1]) if _is_title(w, lexicon)]
    if not titles:
        return name
    rest = words[titles[-1] + 1 :]
    is_name = rest[0][:1].isupper() and all(w[:1].isupper() or w in JOINTS for w in rest)
    return " ".join(rest) if is_name else name  # not "Mayor *of Velden*"


def _is_title(word: str, lexicon: Lexicon) -> bool:
    plain = word.lower().rstrip(".").replace("’", "'")
    return lexicon.kinds.get(plain) == "person" or plain in lexicon.genders


def _words(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a name; an elided article ("l'élu") is a word of its own.

    A preposition that only tells where its body spoke is left out: "*в* полиции".
    """
    elided = _ELISION.match(text)
    if elided and elided[1].lower().replace("’", "'") in lexicon.words.determiners:
        return [elided[1], *text[elided.end() :].split(" ")]
    first, *others = text.split(" ")
    return others if others and first.lower() in lexicon.words.speaks_in else [first, *others]


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
    by = next((i for i, w in enumerate(lower) if i and w in lexicon.words.agents), None)
    if by and nouns.documents & set(lower[:by]) and is_proper(words[-1]):
        return words[by + 1 :]  # "a poll published on Friday by the Medara Institute"
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
    if sum(map(str.isalpha, parts[0])) > 1 and parts[0].isupper():
        return False  # "US officials", "WHO" are names
    if " ".join(parts).lower() in known.nouns.anaphoric:
        return True
    if known.sets_no_blanks and (begin := lexicon.word.match(parts[0])):  # "该|公司"
        parts = [begin[0], *filter(None, [parts[0][begin.end() :]])]
    first = parts[0].lower().replace("’", "'")
    turned = first.rpartition("-")[2]  # "ajoute-t-il"
    alone = not (known.sets_no_blanks and parts[1:])  # "他的律师" is somebody else
    if not first or ({first, turned} & (known.pronouns | known.relatives) and alone):
        return True
    rest = " ".join(parts[1:])
    # "the ministry"; "the Commons leader", of whom a capital names the party only
    tells_nothing = known.nouns_have_capitals or not known.has_capitals
    is_described = tells_nothing or not is_proper(rest) or _is_role(parts[-1], lexicon)
    return first in known.definite and is_described


def _is_role(word: str, lexicon: Lexicon) -> bool:
    return word.islower() and lexicon.kinds.get(word) == "person"


def _is_office(words: str, lexicon: Lexicon) -> bool:
    """Whether words before a name are what the person is, not "a spokesman for"."""
    *_, last = words.split(" ")[:-1] or [""]
    ends = is_proper(last) if any(map(str.isupper, last)) else last.lower() in lexicon.kinds
    return ends and kind_of(words, lexicon) == "person"


def _is_titled(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is what somebody is, whom another may name: "*PDG de RL*, Udo Kern"."""
    return lexicon.kinds.get(name.split(" ", maxsplit=1)[0].lower()) == "person"


def _apposed_person(parts: list[str], lexicon: Lexicon) -> str | None:
    """The person whom a comma adds to an office, without capitals: "المتحدث باسم الوزارة، *X*"."""
    known = lexicon.words
    if known.has_capitals or known.sets_no_blanks or not parts:
        return None
    titled, *others = (part.split(" ") for part in parts)
    if lexicon.kinds.get(titled[0]) != "person":
        return None
    bare = (" ".join(o[1:] if lexicon.kinds.get(o[0]) == "person" else o) for o in others)
    return next((n for n in bare if n and is_person_name(n, lexicon)), None)


def head_part(words: str, lexicon: Lexicon) -> str:
    """Return a description without its appositions and relative clauses."""
    relative = re.compile(rf"\s(?:{'|'.join(map(re.escape, lexicon.words.relatives))})(?:\s|$)")
    return relative.split(_COMMA.split(words)[0])[0]


def is_definite(words: str, lexicon: Lexicon) -> bool:
    """Whether a description has a definite article or the like: "the mayor of Velden"."""
    return _words(words, lexicon)[0].lower().replace("’", "'") in lexicon.words.definite


def _is_adjunct(words: str, lexicon: Lexicon) -> bool:
    """Whether words begin with a preposition, as no name does: "with the latter"."""
    first = words.split(" ", maxsplit=1)[0].lower()
    return first in lexicon.words.particles | {"with", "from", "for"}


def _named_last(parts: list[str], printed: Collection[str], lexicon: Lexicon) -> str | None:
    """The name before a relative that only ends what is told: "They hired *Udo Kern*, who said"."""
    if len(parts) <= 1 or parts[-1].lower() not in lexicon.words.relatives:
        return None
    words = parts[-2]
    last = next((n for n in printed if words.endswith(f" {n}")), None)
    before = words.removesuffix(last) if last else ""
    return None if kind_of(before, lexicon) == "person" else last


def stated_source(
    text: str,
    voice: Range,
    printed: Collection[str],
    lexicon: Lexicon,
    vocabulary: Collection[str] = (),
) -> str | None:
    """Return the source that the words of a tag name by themselves; None if they point back.

    Of "Dana Wirth, a spokeswoman for HAT" and "a spokeswoman, Dana Wirth" the name, which is one of
    the names `printed` there; of "two people briefed on the talks, who asked not to be named" the
    description without its relative clause. Words with a verb in them ("that is what Finn") name
    nobody. Where all nouns have capitals, it is what the nouns mean that tells; `vocabulary` are
    the article's words.
    """
    if lexicon.words.nouns_have_capitals:
        return designated(text[voice.start : voice.end], lexicon, vocabulary)
    words = _BRACKETED.sub("", text[voice.start : voice.end])
    parts = [
        head_part(_BLANKS.sub(" ", p), lexicon)
        for p in _COMMA.split(words)
        if any(map(str.isalpha, p))  # not an age
    ]
    bare = {untitled(name, lexicon) for name in printed}  # "Lady *Ada Kern*"
    for part in sorted(parts, key=lambda p: _is_titled(clean_name(p, lexicon), lexicon)):
        if clean_name(part, lexicon) in bare.union(printed):
            return part
        for name in printed:
            if (
                lexicon.words.heads_first
                and not lexicon.named
                and " " in name
                and _is_office(part.removesuffix(name), lexicon)
            ):
                return name  # "le ministre de l'Intérieur Paul Roux"
    added = _named_last(parts, printed, lexicon) or _apposed_person(parts, lexicon)
    if added is not None:
        return added
    if not parts or points_back(parts[0], lexicon) or _is_adjunct(parts[0], lexicon):
        return None
    verbs = set(lexicon.words.auxiliaries) - lexicon.words.determiners  # "los" is both
    return None if set(parts[0].split(" ")) & verbs else parts[0]
