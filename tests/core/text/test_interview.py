"""Interviews: answers in quotation marks to the paper's questions."""

from answering import reading_of

HEAD = "Anne Roux : « Je pars »\n\nPropos recueillis par Paul Lorrain\n\n"
BODY = """Gaspard Morel l’accuse. Anne Roux nous reçoit chez elle.

Avez-vous menti ?

« Non. J’ai dit ce que je savais. »

Le club parle de 40 blessés.

« C’est exact. Nous les avons tous vus.

« Et nous les avons soignés. »

Reviendrez-vous ?

« Peut-être un jour, ailleurs. »

« Je ne dirai rien », lâche-t-elle enfin.
"""


def test_the_answers_are_those_of_the_person_named_first() -> None:
    reading = reading_of(HEAD + BODY, "fr")
    body = [q for q in reading.quotations if q.outer[0].start > len(HEAD)]
    speakers = [reading.speakers.get(q.number) for q in body]
    assert speakers == ["Anne Roux", "Anne Roux", "Anne Roux", None]


def test_a_pronoun_behind_an_answer_is_whoever_answered() -> None:
    reading = reading_of(HEAD + BODY, "fr")
    assert reading.sources[reading.tags[-1].number] == "Anne Roux"


def test_a_byline_names_no_one_who_answers() -> None:
    reading = reading_of("Le pont ferme\n\nPar Paul Lorrain\n\n" + BODY, "fr")
    assert reading.speakers[1] == "Gaspard Morel"


def test_one_question_makes_no_interview() -> None:
    text = "Anne Roux est là. Gaspard Morel mange.\n\nQui a menti ?\n\n« Pas moi, je le jure. »"
    assert reading_of(text, "fr").speakers == {1: "Anne Roux"}


def test_without_a_person_nobody_answers() -> None:
    text = "La pluie tombe.\n\nQui ?\n\n« Pas moi, non. »\n\nAlors ?\n\n« Je dors encore. »"
    assert reading_of(text, "fr").speakers == {}
