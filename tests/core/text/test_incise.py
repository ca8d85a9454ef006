"""Incises: tags that stand inside a quotation's marks."""

import pytest

from answering import reading_of


@pytest.mark.parametrize(
    ("text", "language", "parts", "speaker"),
    [
        (
            "« Le pont, a dit Paul Lorrain, restera fermé. »",
            "fr",
            ["Le pont", "restera fermé."],
            "Paul Lorrain",
        ),
        (
            "« On nous a menti, dénonce Anne Roux, la présidente du club. Nous y allons. »",
            "fr",
            ["On nous a menti", "Nous y allons."],
            "Anne Roux",
        ),
        (
            "« On nous a menti, dénonce sa présidente, Anne Roux. Nous irons au tribunal. »",
            "fr",
            ["On nous a menti", "Nous irons au tribunal."],
            "Anne Roux",
        ),
        (
            "« Où va-t-on ? s’interroge Karim Diop. Je ne sais plus. »",
            "fr",
            ["Où va-t-on ?", "Je ne sais plus."],
            "Karim Diop",
        ),
        (
            "Paul Lorrain est venu. « Le pont, explique-t-il, restera fermé. »",
            "fr",
            ["Le pont", "restera fermé."],
            "Paul Lorrain",
        ),
        (
            "Anne Roux est venue. « Le pont, a-t-elle dit, restera fermé. »",
            "fr",
            ["Le pont", "restera fermé."],
            "Anne Roux",
        ),
        # at the end: what follows belongs to the tag
        (
            "« Le pont restera fermé, dit Paul Lorrain »",
            "fr",
            ["Le pont restera fermé"],
            "Paul Lorrain",
        ),
        (
            "« Le pont restera fermé, dit Paul Lorrain, le maire »",
            "fr",
            ["Le pont restera fermé"],
            "Paul Lorrain",
        ),
        (
            "«El puente —dijo Ana Ruiz— seguirá cerrado».",
            "es",
            ["El puente", "seguirá cerrado"],
            "Ana Ruiz",
        ),
        # what goes on behind it is no apposition
        (
            "« Oui, dit Paul Lorrain, car le pont que nous aimons tous ici depuis dix ans ferme. »",
            "fr",
            ["Oui", "car le pont que nous aimons tous ici depuis dix ans ferme."],
            "Paul Lorrain",
        ),
        # one tag after the other
        (
            "« Oui, dit Paul Lorrain. Le pont, dit Anne Roux, ferme. »",
            "fr",
            ["Oui", "Le pont", "ferme."],
            "Paul Lorrain",
        ),
        # words that only look so
        ("« Le pont, comme Paul, restera fermé », dit Anne Roux.", "fr", 1, "Anne Roux"),
        ("« Le pont, dit ce que dit Paul, ferme », dit Anne Roux.", "fr", 1, "Anne Roux"),
        ("« Le pont, dit-on partout ailleurs », dit Anne Roux.", "fr", 1, "Anne Roux"),
        ("« …, dit Paul Lorrain », dit Anne Roux.", "fr", 1, "Anne Roux"),
        (f"« Le pont, dit Anne Roux {'de Vaire ' * 20} reste. »", "fr", 1, None),
        # where tags stand outside
        ("“The bridge, said Ada Holm, is shut,” Udo Kern said.", "en", 1, "Udo Kern"),
    ],
)
def test_a_tag_inside_the_marks_is_cut_out(
    text: str, language: str, parts: list[str] | int, speaker: str | None
) -> None:
    reading = reading_of(text, language)
    (quotation,) = reading.quotations
    if isinstance(parts, int):
        assert len(quotation.parts) == parts
    else:
        assert [text[p.start : p.end] for p in quotation.parts] == parts
        assert len(quotation.outer) == len(parts)
    tag = reading.speech_tags.get(quotation.number)
    assert (reading.sources.get(tag.number) if tag else None) == speaker
