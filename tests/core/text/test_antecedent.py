"""Antecedents: whom a tag means that names nobody by itself."""

import pytest

from answering import reading_of


def last_source(text: str, language: str = "en") -> str | None:
    """The source of the last tag of a text."""
    reading = reading_of(text, language)
    return reading.sources.get(reading.tags[-1].number)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # he and she
        ("Udo Kern dived. The barge sank, he said.", "Udo Kern"),
        ("The barge sank, Mr Kern said. It was old, he added.", "Kern"),
        ("Ms Ada Holm met Mr Udo Kern. The barge sank, she said.", "Ada Holm"),
        ("A nurse said the barge sank. It was old, she added.", "A nurse"),
        ("A spokesman said the barge sank. It was old, she added.", None),
        ("The barge sank, she said.", None),
        ("Tarn Police came. The barge sank, she said.", None),
        # a cited person goes before one that is only named on the way
        (
            (
                "The barge sank, said Ada Holm. It was on its way to Velden with Ida Lund. "
                "It was old, she added."
            ),
            "Ada Holm",
        ),
        # it and they
        ("Tarn Council said the pier is shut. It denied that a barge sank.", "Tarn Council"),
        ("Tarn Council met Ada Holm. It denied that a barge sank.", "Tarn Council"),
        ("Ada Holm said the pier is shut. It denied that a barge sank.", None),
        ("Three dockers said the pier is shut. They denied that a barge sank.", "Three dockers"),
        ("Three dockers said the pier is shut. It denied that a barge sank.", None),
        ("Tarn Council said the pier is shut. They denied that a barge sank.", "Tarn Council"),
        # a pronoun that tells nothing
        ("Udo Kern said the pier is shut. Others denied that a barge sank.", None),
        ("Udo Kern dived. “It sank,” we said.", None),
    ],
)
def test_a_pronoun_means_who_is_likeliest(text: str, source: str | None) -> None:
    assert last_source(text) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # who has the noun in its name or beside it
        ("Tarn Council met. The council said the pier is shut.", "Tarn Council"),
        ("Udo Kern, the mayor of Tarn, came. The mayor said the pier is shut.", "Udo Kern"),
        ("Mayor Udo Kern came. Skipper Ada Holm left. The mayor said it sank.", "Udo Kern"),
        # who spoke under that description
        ("A bus driver said it sank. The driver said it was old.", "A bus driver"),
        ("A spokesman said it sank. The skipper said it was old.", None),
        ("Two people said it sank. The people said it was old.", "Two people"),
        # of bodies the last one of its kind that spoke, or was named right before
        ("Radio Tarn said it sank. The paper said it was old.", None),
        ("Radio Tarn said it sank. The newspaper said it was old.", "Radio Tarn"),
        ("We met the Tarn Guild. The union said the pier is shut.", "Tarn Guild"),
        ("We met the Tarn Guild. It rained. The union said the pier is shut.", None),
        ("Udo Kern met. The union said the pier is shut.", None),
        ("Ada Holm dived. The sign said the pier is shut.", None),
        # a place has only one ministry
        ("Udo Kern met. The ministry said the pier is shut.", "ministry"),
        # somebody's lawyer is nobody named before
        ("Udo Kern met Ada Holm. Her lawyer said the pier is shut.", "lawyer"),
        # a noun that tells no kind means who was just told about
        ("Ada Holm dived. The mum-of-two said the pier is shut.", "Ada Holm"),
        ("Ada Holm dived. The pupils said the pier is shut.", None),
        # a document is its issuer's
        ("Tarn Court met. The court’s judgment said it sank.", "Tarn Court"),
        ("Tarn Court met. The judge’s brother said it sank.", None),
        # a man is no woman
        ("The old Tarn spokesman said it sank. The spokeswoman said it was old.", None),
        ("It sank, the letter said.", None),
        # an age
        ("Udo Kern dived. The 61-year-old said it sank.", "Udo Kern"),
        # words with a verb in them are no description
        ("The people it has paid said it sank.", None),
        ("People it has paid said it sank.", None),
    ],
)
def test_a_description_means_who_bears_it_or_is_of_its_kind(text: str, source: str | None) -> None:
    assert last_source(text) == source


def test_what_is_found_speaks_on() -> None:
    text = "Udo Kern dived. It sank, he said. Tarn Council met. It was old, he added."
    reading = reading_of(text)
    assert reading.sources == {1: "Udo Kern", 2: "Udo Kern"}


def test_a_language_without_lexicon_has_no_antecedents() -> None:
    reading = reading_of("市長は「橋は閉鎖された」と述べた。", "ja")
    assert (reading.sources, reading.speakers) == ({}, {})
    assert reading.full_name("市長") == "市長"


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        # who speaks on without a subject
        ("es", "Ana Ruiz dijo que cede. Añadió que es viejo.", "Ana Ruiz"),
        ("es", "El club dijo que cede. Añadió que es viejo.", "club"),
        ("es", "«Cede», dijo.", None),
        # pronouns of people, and of bodies with a gender
        ("fr", "Paul Lorrain a dit oui. « Il cède », a-t-il ajouté.", "Paul Lorrain"),
        ("fr", "La préfecture a dit oui. Elle affirme que tout cède.", "préfecture"),
        ("fr", "Le club a dit oui. Elle affirme que tout cède.", None),
        (
            "fr",
            "La ministre Anne Roux et Paul Lorrain sont là. Celle-ci affirme que tout cède.",
            "Anne Roux",
        ),
        ("fr", "La ministre de la Santé, Anne Roux, parle. L’intéressée nie tout.", "Anne Roux"),
        # a noun that is beside a name, or a word like it
        ("fr", "Paul Lorrain, maire de Vaire, est là. L’édile nie tout.", "Paul Lorrain"),
        (
            "es",
            "El Ayuntamiento de Tarn cierra. El consistorio niega todo.",
            "Ayuntamiento de Tarn",
        ),
        ("fr", "Un feu au refuge de Saint-Arbin. Le refuge nie tout.", "refuge de Saint-Arbin"),
        ("fr", "Un feu au refuge de nuit. Le refuge nie tout.", "refuge"),
        # one politician is a person, several are a group
        ("de", "Jonas Faltin kam. Der Politiker sagte, die Brücke sei alt.", "Jonas Faltin"),
        # an office with its place
        ("fr", "Paul Lorrain, maire de Vaire, est là. Le maire de Vaire nie tout.", "Paul Lorrain"),
        (
            "fr",
            "Paul Lorrain, maire de Vaire, est là. Le maire de Tarn nie tout.",
            "Le maire de Tarn",
        ),
        (
            "fr",
            "Le ministre de l’Intérieur Marc Morel nie tout.",
            "Marc Morel",
        ),
        # generic nouns take up the last body of their kind; others name one of their own
        ("fr", "La société Vasco nie. L’entreprise affirme que tout cède.", "Vasco"),
        ("fr", "Le fournisseur, Gazelia, nie. L’entreprise affirme que tout cède.", "Gazelia"),
        ("fr", "Le ministère nie. La police affirme que tout cède.", "police"),
        ("fr", "L’entreprise affirme que tout cède.", "entreprise"),
        # people of whom nothing is known
        ("fr", "« Non », dit Anne Roux, avocate. L’agricultrice nie tout.", "Anne Roux"),
        ("fr", "Le suspect nie tout.", "suspect"),
        ("fr", "La chose nie tout.", None),
        # somebody described first and named then
        (
            "es",
            "«Cede», aseguró el arquitecto que lo midió. Se trata de Ana Ruiz, de Tarn.",
            "Ana Ruiz",
        ),
        ("es", "«Cede», aseguró el arquitecto. Se trata de todo.", "arquitecto"),
        ("es", "«Cede», aseguró el arquitecto.\n\nSe trata de Ana Ruiz.", "arquitecto"),
        # the subject of the sentence before by a description
        (
            "fr",
            (
                "Paul Lorrain, éleveur à Vaire, parle. Anne Roux dort. L’éleveur n’attend pas. "
                "Il a tout vendu, confie-t-il."
            ),
            "Paul Lorrain",
        ),
        (
            "fr",
            "« Le maire de Vaire dort », dit Paul Lorrain. Il a tout vendu, confie-t-il.",
            "Paul Lorrain",
        ),
    ],
)
def test_romance_descriptions_and_dropped_subjects_are_taken_up(
    language: str, text: str, source: str | None
) -> None:
    assert last_source(text, language) == source
