"""What each source is, and in what capacity it speaks."""

import pytest

from answering import SMALL, Script, reading_of, summarized
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import KindForm, KindsForm, TagsForm
from summarizer.core.flow import Flow, Plan
from summarizer.core.ground.grounding import ground_tags
from summarizer.core.record.kinds import answered_kinds, told_kinds, unknown_names
from summarizer.core.record.roles import role_in
from summarizer.schema import Article, Source, SourceKind, SourceRole


def source(text: str, name: str, **kinds: SourceKind) -> Source:
    """One source of a text that a small model reads."""
    kinds = {k.replace("_", " "): v for k, v in kinds.items()}
    summary = summarized(text, SMALL, Script(kinds=kinds))
    return next(s for s in summary.sources if s.name == name)


@pytest.mark.parametrize(
    ("text", "role", "expertise"),
    [
        ("Dana Wirth, a spokeswoman for HAT, said it sank.", "spokesperson", None),
        ("A marine expert, Dana Wirth, said it sank.", "expert", "marine expert"),
        ("The old barge sank fast, said Dana Wirth, a fire expert.", "expert", "fire expert"),
        ("Dana Wirth, a witness, said it sank.", "witness", None),
        ("Dana Wirth said it sank.", "other", None),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_tell_its_role(
    text: str, role: SourceRole, expertise: str | None
) -> None:
    found = source(text, "Dana Wirth")
    assert (found.role, found.expertise) == (role, expertise)


def test_who_has_a_role_is_a_person_whatever_the_model_says() -> None:
    text = "Dana Wirth, a spokeswoman for HAT, said it sank. Alba said it burned."
    assert source(text, "Dana Wirth", Dana_Wirth="media").kind == "person"
    assert source(text, "Alba", Alba="media").kind == "media"


def test_a_group_of_witnesses_stays_a_group() -> None:
    text = "Three witnesses said it sank."
    assert source(text, "Three witnesses", Three_witnesses="group").kind == "group"


def test_the_first_mention_tells_the_role_of_who_speaks_under_a_short_name() -> None:
    reading = reading_of("A fire expert, Udo Kern, came at noon. Then he left.")
    assert role_in(reading, "Udo Kern", []) == ("expert", "fire expert")


def test_expertise_may_begin_its_sentence() -> None:
    reading = reading_of("Fire expert Udo Kern came at noon.")
    assert role_in(reading, "Udo Kern", []) == ("expert", "Fire expert")


def test_a_name_that_is_not_printed_has_no_role() -> None:
    assert role_in(reading_of("A fire expert, Udo Kern, came."), "Ada Holm", []) == ("other", None)


def test_without_a_lexicon_nobody_has_a_role() -> None:
    assert role_in(reading_of("专家说桥关闭了。", "zh"), "专家", []) == ("other", None)


def test_experts_come_with_their_quotes_and_claims() -> None:
    text = "“It sank at noon,” said Udo Kern, a fire expert. Alba said it burned."
    (expert,) = summarized(text, SMALL, Script()).experts
    assert (expert.source.name, expert.source.expertise) == ("Udo Kern", "fire expert")
    assert [q.spans[0].text for q in expert.quotes] == ["It sank at noon,"]
    assert [c.text for c in expert.claims] == ["It sank at noon"]


def asked(text: str) -> str:
    """The question what the sources are."""
    flow = Flow(Article(text=text, language="en"), Plan("m", "small", 1))
    (request,) = flow.requests
    return request.messages[-1].content


def test_names_are_shown_with_the_words_of_their_tags() -> None:
    text = "It sank, the Alba reported, citing Tarn. Kern told Norvik no."
    assert asked(text) == (
        "1. Tarn (citing Tarn)\n2. Alba (the Alba)\n3. Kern (Kern told)\n4. Norvik (Norvik)"
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It sank, the Tarn Courier reported, citing two dockers.", ["group", "media"]),
        ("Udo Kern told Radio Nord no.", ["person", "media"]),
        ("Udo Kern came. It sank, Kern said.", ["person"]),
        ("The North Elm Club (NEC) won. It sank, NEC said.", ["organization"]),
        ("A nurse at Tarn hospital said no.", ["person"]),
        ("The barge sank on Monday at noon, said one of them, a docker.", ["person"]),
        ("Alba said no.", []),
    ],
)
def test_what_names_and_their_tags_tell_is_not_asked(text: str, kinds: list[SourceKind]) -> None:
    reading = reading_of(text)
    (window,) = cut(reading, 9, 0)
    statements = ground_tags(reading, window, TagsForm(tags=[], quotes=[])).statements
    names = unknown_names(statements, [])
    assert list(told_kinds(reading, statements, names).values()) == kinds


def test_a_reply_tells_the_kinds_of_the_names_it_was_asked_about() -> None:
    form = KindsForm(sources=[KindForm(s=2, kind="media"), KindForm(s=9, kind="person")])
    assert answered_kinds(["Alba", "Norvik"], form) == {"Norvik": "media"}
    assert answered_kinds(["Alba"], None) == {}


def test_no_more_names_are_asked_about_than_fit_into_one_answer() -> None:
    names = [f"{a}{b}olm" for a in "ABCDEFGH" for b in "aeiouyr"]
    text = " ".join(f"It sank, {name} said." for name in names)
    assert len(names) > 50
    assert asked(text).count("\n") == 49
