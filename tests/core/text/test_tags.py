"""Tags: who says what in a sentence, cut off from what is said.

All sentences are our own. Each row tells of every tag in reading order: the words that name the
source, the cue, the stance, and what is left as said.
"""

import pytest

from summarizer.core.text.range import Range
from summarizer.core.text.reading import Reading, read
from summarizer.core.text.tags import Tag
from summarizer.schema import Article

Row = tuple[str, str, str, list[str]]


def reading(text: str, language: str = "en") -> Reading:
    return read(Article(text=text, language=language))


def words(text: str, at: Range | None) -> str | None:
    return None if at is None else text[at.start : at.end]


def row(text: str, tag: Tag) -> Row:
    cue = words(text, tag.cue) or ""
    said = [text[c.start : c.end] for c in tag.content]
    return text[tag.voice.start : tag.voice.end], cue, tag.stance, said


def rows(text: str, language: str = "en") -> list[Row]:
    return [row(text, tag) for tag in reading(text, language).tags]


def only(text: str, language: str = "en") -> Tag:
    (tag,) = reading(text, language).tags
    return tag


ENGLISH: list[tuple[str, list[Row]]] = [
    # a subject before its verb
    ("Finn said nobody came.", [("Finn", "said", "asserts", ["nobody came"])]),
    (
        "The harbour office said on Monday that the bridge will reopen in May.",
        [("The harbour office", "said", "asserts", ["the bridge will reopen in May"])],
    ),
    (
        "The harbour office on Monday denied that the barge sank.",
        [("The harbour office", "denied", "denies", ["the barge sank"])],
    ),
    (
        "Lund called the plan “a bedtime story”.",
        [("Lund", "called", "asserts", ["the plan “a bedtime story”"])],
    ),
    (
        "A “Courier” reporter said nobody came.",
        [("A “Courier” reporter", "said", "asserts", ["nobody came"])],
    ),
    # verbs that report where they stand only
    ("Divers claim it sank.", [("Divers", "claim", "asserts", ["it sank"])]),
    ("It sank, notes Ada Kern.", [("Ada Kern", "notes", "asserts", ["It sank"])]),
    ("As Kern puts it, ships sink.", [("Kern", "puts it", "asserts", ["ships sink"])]),
    ("“It sank,” the old singer fumed.", [("the old singer", "fumed", "asserts", ["“It sank,”"])]),
    (
        "“It sank,” a friend of his texts me.",
        [("a friend of his", "texts", "asserts", ["“It sank,”"])],
    ),
    # participles of their sentence's subject
    (
        "The mayor, Ada Kern, was calm, saying that it sank.",
        [("Ada Kern", "saying that", "asserts", ["it sank"])],
    ),
    ("She left, insisting it sank.", [("She", "insisting", "asserts", ["it sank"])]),
    ("The bank fought back, saying it sank.", [("The bank", "saying", "asserts", ["it sank"])]),
    ("By then on the river, saying nothing, we sat.", []),
    ("Saying that it sank, Kern left.", []),
    ("We went home saying that it sank.", []),
    # how it was said, and what goes before, is not what was said
    (
        "“It sank,” Kern said, gripping the rail of the very old harbour bridge. “Sad.”",
        [("Kern", "said", "asserts", ["“It sank,”"])],
    ),
    ("Asked about it, Kern replied: “It sank.”", [("Kern", "replied", "asserts", ["“It sank.”"])]),
    (
        "The union is silent, but its head said in a letter that it sank.",
        [("its head", "said", "asserts", ["it sank"])],
    ),
    (
        "Kern said they came but that nobody was hurt.",
        [("Kern", "said", "asserts", ["they came but that nobody was hurt"])],
    ),
    (
        "Divers had warned the mayor that it sank, she said, and he had slept.",
        [
            ("Divers", "had warned", "asserts", ["it sank, she said, and he had slept"]),
            (
                "she",
                "said",
                "asserts",
                ["Divers had warned the mayor that it sank", "he had slept"],
            ),
        ],
    ),
    # in the middle and behind
    ("The barge, said Kern, sank.", [("Kern", "said", "asserts", ["The barge", "sank"])]),
    ("The barge sank, police said.", [("police", "said", "asserts", ["The barge sank"])]),
    (
        "It was not clear, officials said, whether anyone was hurt.",
        [("officials", "said", "asserts", ["It was not clear", "whether anyone was hurt"])],
    ),
    (
        "On Monday, the barge sank, said a fire expert.",
        [("a fire expert", "said", "asserts", ["On Monday, the barge sank"])],
    ),
    (
        "The barge sank, said Kern, whose brother was on board.",
        [("Kern, whose brother was on board", "said", "asserts", ["The barge sank"])],
    ),
    # with appositions
    (
        "“Nobody came,” said Udo Kern, a fire expert, on Monday.",
        [("Udo Kern, a fire expert", "said", "asserts", ["“Nobody came,”"])],
    ),
    (
        "Udo Kern, a fire expert, said the barge sank.",
        [("Udo Kern, a fire expert", "said", "asserts", ["the barge sank"])],
    ),
    (
        "The mayor, Ilse Brandt, said the barge sank.",
        [("The mayor, Ilse Brandt", "said", "asserts", ["the barge sank"])],
    ),
    (
        "The mayor of Velden, a former diver, said the barge sank.",
        [("The mayor of Velden, a former diver", "said", "asserts", ["the barge sank"])],
    ),
    (
        "Two people familiar with the talks, who asked not to be named, said a deal was near.",
        [
            (
                "Two people familiar with the talks, who asked not to be named",
                "said",
                "asserts",
                ["a deal was near"],
            )
        ],
    ),
    (
        "A senior official, speaking on condition of anonymity, said a deal was near.",
        [
            (
                "A senior official, speaking on condition of anonymity",
                "said",
                "asserts",
                ["a deal was near"],
            )
        ],
    ),
    (
        "Finn, who said the barge sank, left.",
        [("Finn, who", "said", "asserts", ["the barge sank"])],
    ),
    # prepositions
    (
        "According to two drivers, the lights failed.",
        [("two drivers", "According to", "asserts", ["the lights failed"])],
    ),
    (
        "According to Udo Kern, a fire expert, the barge sank.",
        [("Udo Kern, a fire expert", "According to", "asserts", ["the barge sank"])],
    ),
    (
        "According to the mayor, who was there, the barge sank.",
        [("the mayor, who was there", "According to", "asserts", ["the barge sank"])],
    ),
    (
        "The lights failed on Monday, according to Ada Finn, a driver, and Udo Kern.",
        [
            (
                "Ada Finn, a driver",
                "according to",
                "asserts",
                ["The lights failed on Monday", "Udo Kern"],
            )
        ],
    ),
    (
        "The sale was confirmed by Tarn Press.",
        [("Tarn Press", "was confirmed by", "confirms", ["The sale"])],
    ),
    # stances
    ("Police ruled out arson.", [("Police", "ruled out", "denies", ["arson"])]),
    ("The firm confirmed the sale.", [("The firm", "confirmed", "confirms", ["the sale"])]),
    (
        "The firm confirmed that it had not paid.",
        [("The firm", "confirmed", "confirms", ["it had not paid"])],
    ),
    (
        "The firm has not confirmed the sale.",
        [("The firm", "has not confirmed", "has_not_confirmed", ["the sale"])],
    ),
    (
        "The bank did not deny that it was short of cash.",
        [("The bank", "did not deny", "has_not_confirmed", ["it was short of cash"])],
    ),
    (
        "Officials were unable to confirm if the report was true.",
        [
            (
                "Officials",
                "were unable to confirm",
                "has_not_confirmed",
                ["if the report was true"],
            )
        ],
    ),
    ("The union disputed the figure.", [("The union", "disputed", "disputes", ["the figure"])]),
    (
        "The firm withdrew its claim that the barge sank.",
        [("The firm", "withdrew its claim", "retracts", ["the barge sank"])],
    ),
    (
        "A spokesman declined to comment on the sale.",
        [
            (
                "A spokesman",
                "declined to comment",
                "declines_to_comment",
                ["A spokesman declined to comment on the sale"],
            )
        ],
    ),
    # several in a sentence
    (
        "Velia denied the attack, but Tarn said it had proof.",
        [
            ("Velia", "denied", "denies", ["the attack"]),
            ("Tarn", "said", "asserts", ["it had proof"]),
        ],
    ),
    (
        "The firm confirmed the sale but said nobody would lose a job.",
        [
            ("The firm", "confirmed", "confirms", ["the sale"]),
            ("The firm", "said", "asserts", ["nobody would lose a job"]),
        ],
    ),
    (
        "Velia denied the attack, but told Radio Tarn it had lost a ship.",
        [
            ("Velia", "denied", "denies", ["the attack"]),
            ("Velia", "told", "asserts", ["it had lost a ship"]),
        ],
    ),
    (
        "Power returns as Velia denies the attack.",
        [("Velia", "denies", "denies", ["Power returns", "the attack"])],
    ),
    (
        "Udo Kern, who said the barge sank, denied the report.",
        [
            ("Udo Kern, who", "said", "asserts", ["the barge sank"]),
            ("Udo Kern, who said the barge sank", "denied", "denies", ["the report"]),
        ],
    ),
    (
        "The barge sank, said a statement that says little.",
        [("a statement that says little", "said", "asserts", ["The barge sank"])],
    ),
    # one that goes on
    (
        "“Nobody came,” said Finn, adding that the door was locked.",
        [("Finn", "said", "asserts", ["“Nobody came,”", "the door was locked"])],
    ),
    (
        "The barge sank, Finn said, adding that nobody was hurt.",
        [("Finn", "said", "asserts", ["The barge sank", "nobody was hurt"])],
    ),
    (
        "“Nobody came,” the force said in a letter it sent.",
        [("the force", "said", "asserts", ["“Nobody came,”"])],
    ),
]

GERMAN: list[tuple[str, list[Row]]] = [
    (
        "Die Brücke bleibt gesperrt, sagte Bürgermeister Udo Kern am Montag.",
        [("Bürgermeister Udo Kern", "sagte", "asserts", ["Die Brücke bleibt gesperrt"])],
    ),
    (
        "Die Behörde teilte am Dienstag mit, dass Risse entdeckt worden seien.",
        [("Die Behörde", "teilte", "asserts", ["Risse entdeckt worden seien"])],
    ),
    (
        "Risse seien entdeckt worden, teilte die Behörde am Dienstag mit.",
        [("die Behörde", "teilte", "asserts", ["Risse seien entdeckt worden"])],
    ),
    (
        "Es seien, wie eine Sprecherin sagte, 14 Risse entdeckt worden.",
        [("eine Sprecherin", "sagte", "asserts", ["Es seien", "14 Risse entdeckt worden"])],
    ),
    (
        "Wie eine Sprecherin sagte, seien 14 Risse entdeckt worden.",
        [("eine Sprecherin", "sagte", "asserts", ["seien 14 Risse entdeckt worden"])],
    ),
    (
        "Nach Angaben der Direktion wurden Risse gefunden.",
        [("der Direktion", "Nach Angaben", "asserts", ["wurden Risse gefunden"])],
    ),
    (
        "Die Werft, so Karin Dehm, sei zahlungsfähig.",
        [("Karin Dehm", "so", "asserts", ["Die Werft", "sei zahlungsfähig"])],
    ),
    (
        "Der „Harnauer Bote“ berichtete, die Werft sei verkauft.",
        [("Der „Harnauer Bote“", "berichtete", "asserts", ["die Werft sei verkauft"])],
    ),
    (
        "„Das reicht nicht“, sagte Kern und fügte hinzu: „Wir gehen.“",
        [("Kern", "sagte", "asserts", ["„Das reicht nicht“", "„Wir gehen.“"])],
    ),
    (
        "Die Werft bestätigte den Bericht nicht.",
        [("Die Werft", "bestätigte", "has_not_confirmed", ["den Bericht nicht"])],
    ),
    (
        "Die Werft bestätigte, dass sie nicht bezahlt habe.",
        [("Die Werft", "bestätigte", "confirms", ["sie nicht bezahlt habe"])],
    ),
    (
        "Kern wollte sich zu dem Fall nicht äußern.",
        [
            (
                "Kern",
                "wollte sich zu dem Fall nicht äußern",
                "declines_to_comment",
                ["Kern wollte sich zu dem Fall nicht äußern"],
            )
        ],
    ),
    (
        "Kern sagte, das Ministerium habe den Bericht dementiert.",
        [
            ("Kern", "sagte", "asserts", ["das Ministerium habe den Bericht dementiert"]),
            (
                "das Ministerium",
                "dementiert",
                "denies",
                ["den Bericht"],
            ),
        ],
    ),
]

FRENCH: list[tuple[str, list[Row]]] = [
    (
        "Le pont rouvrira en mai, a déclaré le maire.",
        [("le maire", "a déclaré", "asserts", ["Le pont rouvrira en mai"])],
    ),
    (
        "« Nous partons », a dit Anne Roux, la maire de Vaire.",
        [("Anne Roux, la maire de Vaire", "a dit", "asserts", ["« Nous partons »"])],
    ),
    (
        "Deux personnes sont blessées, selon la préfecture.",
        [("la préfecture", "selon", "asserts", ["Deux personnes sont blessées"])],
    ),
    (
        "La préfecture ne confirme pas le bilan.",
        [("La préfecture", "ne confirme pas", "has_not_confirmed", ["le bilan"])],
    ),
    (
        "Le ministère dément l’attaque, mais le syndicat affirme qu’elle a eu lieu.",
        [
            ("Le ministère", "dément", "denies", ["l’attaque"]),
            ("le syndicat", "affirme", "asserts", ["elle a eu lieu"]),
        ],
    ),
]

SPANISH: list[tuple[str, list[Row]]] = [
    (
        "La alcaldesa dijo que el puente abrirá en mayo.",
        [("La alcaldesa", "dijo", "asserts", ["el puente abrirá en mayo"])],
    ),
    (
        "“Nos vamos”, afirmó Ana Ruiz, portavoz del sindicato.",
        [("Ana Ruiz, portavoz del sindicato", "afirmó", "asserts", ["“Nos vamos”"])],
    ),
    (
        "Según la policía, hay dos heridos.",
        [("la policía", "Según", "asserts", ["hay dos heridos"])],
    ),
    (
        "El ministerio no ha confirmado el ataque.",
        [("El ministerio", "no ha confirmado", "has_not_confirmed", ["el ataque"])],
    ),
    (
        "La alcaldesa hace dos años dijo que el puente abrirá.",
        [("La alcaldesa hace dos años", "dijo", "asserts", ["el puente abrirá"])],
    ),
]

# the ways in which French and Spanish report, a sentence each: who, cue, stance, what is left
FRENCH_TURNS: list[tuple[str, list[Row]]] = [
    # subjects behind their verb
    (
        "« Nous partons », souffle-t-elle.",
        [("elle", "souffle", "asserts", ["« Nous partons »"])],
    ),
    (
        "« Nous partons », a-t-elle ensuite prévenu lundi dans un communiqué.",
        [("elle", "a-t-elle ensuite prévenu", "asserts", ["« Nous partons »"])],
    ),
    (
        "« C’est une honte ! » s’emporte Anne Roux.",
        [("Anne Roux", "s’emporte", "asserts", ["« C’est une honte ! »"])],
    ),
    (
        "« Rien ne bouge », ironise l’ingénieur Paul Lorrain.",
        [("l’ingénieur Paul Lorrain", "ironise", "asserts", ["« Rien ne bouge »"])],
    ),
    (
        "Le pont a cédé, a indiqué à l’AFP Paul Lorrain, le maire de Vaire.",
        [("Paul Lorrain, le maire de Vaire", "a indiqué", "asserts", ["Le pont a cédé"])],
    ),
    (
        "« On tiendra ! », lance à la foule Samir Hadj.",
        [("Samir Hadj", "lance", "asserts", ["« On tiendra ! »"])],
    ),
    (
        "Trois hommes ont été arrêtés, a-t-on appris de source policière.",
        [("source policière", "a-t-on appris de", "asserts", ["Trois hommes ont été arrêtés"])],
    ),
    # what stands between a subject and its verb
    ("Le club, lui, dément tout accord.", [("Le club", "dément", "denies", ["tout accord"])]),
    (
        "Anne Roux nous a confié qu’elle partait.",
        [("Anne Roux", "a confié", "asserts", ["elle partait"])],
    ),
    (
        "Il a précisé, lors d’une conférence de presse, que le pont fermait.",
        [("Il", "a précisé", "asserts", ["le pont fermait"])],
    ),
    ("Le club dément fermement ce dîner.", [("Le club", "dément", "denies", ["ce dîner"])]),
    (
        "Joint par téléphone, Paul Lorrain maintient son accusation.",
        [("Paul Lorrain", "maintient", "asserts", ["son accusation"])],
    ),
    ("Le club l’accuse d’avoir fui.", [("Le club", "accuse", "asserts", ["d’avoir fui"])]),
    # in a pattern only
    ("Pour Anne Roux, c’est fini.", [("Anne Roux", "Pour", "asserts", ["c’est fini"])]),
    ("Pour la première fois, c’est fini.", []),
    ("La commune parle de 40 blessés.", [("La commune", "parle", "asserts", ["de 40 blessés"])]),
    (
        "La commune juge le plan « absurde ».",
        [("La commune", "juge", "asserts", ["le plan « absurde »"])],
    ),
    ("La loi prévoit un référent.", []),
    # stances
    (
        "La banque a rejeté ces accusations.",
        [("La banque", "a rejeté ces accusations", "denies", ["ces accusations"])],
    ),
    (
        "L’hôpital a rectifié son bilan.",
        [("L’hôpital", "a rectifié", "retracts", ["son bilan"])],
    ),
    (
        "Le parquet émet des doutes sur ce récit.",
        [("Le parquet", "émet des doutes", "disputes", ["sur ce récit"])],
    ),
    (
        "La firme n’a pas encore donné suite.",
        [
            (
                "La firme",
                "n’a pas encore donné suite",
                "declines_to_comment",
                ["La firme n’a pas encore donné suite"],
            )
        ],
    ),
    (
        "Le maire dit avoir nié les faits.",
        [("Le maire", "dit", "asserts", ["avoir nié les faits"])],
    ),
]
SPANISH_TURNS: list[tuple[str, list[Row]]] = [
    # without a subject
    ("«Nos vamos», dijo.", [("", "dijo", "asserts", ["«Nos vamos»"])]),
    ("Añadió que el puente cede.", [("", "Añadió", "asserts", ["el puente cede"])]),
    ("Pidió paciencia y calma.", [("", "Pidió", "asserts", ["paciencia y calma"])]),
    ("Insistió en que el puente cede.", [("", "Insistió", "asserts", ["el puente cede"])]),
    ("Según explicó, el puente cede.", [("", "Según", "asserts", ["el puente cede"])]),
    ("A su juicio, el puente cede.", [("", "A su juicio", "asserts", ["el puente cede"])]),
    # behind its verb
    (
        "Dijo la ministra que el puente cede.",
        [("la ministra", "Dijo", "asserts", ["el puente cede"])],
    ),
    ("Pidió Ana Ruiz paciencia.", [("Ana Ruiz", "Pidió", "asserts", ["paciencia"])]),
    (
        "«Nos vamos», recordó después la alcaldesa.",
        [("la alcaldesa", "recordó", "asserts", ["«Nos vamos»"])],
    ),
    (
        "«Nos vamos», ironizó por teléfono Ana Ruiz.",
        [("Ana Ruiz", "ironizó", "asserts", ["«Nos vamos»"])],
    ),
    (
        "«Nos vamos», dijo a Radio Tarn el concejal Pedro Sanz.",
        [("el concejal Pedro Sanz", "dijo", "asserts", ["«Nos vamos»"])],
    ),
    (
        "«Nos vamos», dijo a la comisión Pedro Sanz.",
        [("Pedro Sanz", "dijo", "asserts", ["«Nos vamos»"])],
    ),
    ("«Nos vamos», dijo a Pedro.", [("a Pedro", "dijo", "asserts", ["«Nos vamos»"])]),
    (
        "El puente cedió, según informó ayer la policía.",
        [("la policía", "según", "asserts", ["El puente cedió"])],
    ),
    (
        "«El puente —dijo Ana Ruiz— seguirá cerrado».",
        [("Ana Ruiz", "dijo", "asserts", ["«El puente", "seguirá cerrado»"])],
    ),
    # what stands before a verb
    (
        "El club, por su parte, negó el acuerdo.",
        [("El club", "negó", "denies", ["el acuerdo"])],
    ),
    ("Ana Ruiz nos dijo que cede.", [("Ana Ruiz", "nos dijo", "asserts", ["cede"])]),
    (
        "Desde la empresa aseguran que cede.",
        [("la empresa", "aseguran", "asserts", ["cede"])],
    ),
    (
        (
            "Julián Soto, presidente de la Asociación de Puestos del Mercado y sin parentesco con "
            "la edil de Urbanismo, no da crédito a ese plazo."
        ),
        [
            (
                (
                    "Julián Soto, presidente de la Asociación de Puestos del Mercado y sin "
                    "parentesco con la edil de Urbanismo"
                ),
                "no da crédito a",
                "disputes",
                ["ese plazo"],
            )
        ],
    ),
    # in a pattern only
    ("Para Ana Ruiz, es el fin.", [("Ana Ruiz", "Para", "asserts", ["es el fin"])]),
    ("Para evitar riesgos, cede.", []),
    ("El club eleva la cifra a 52.", [("El club", "eleva", "asserts", ["la cifra a 52"])]),
    ("El club discute ese dato.", [("El club", "discute ese dato", "disputes", ["ese dato"])]),
    (
        "El club no respondió a las llamadas de este diario.",
        [
            (
                "El club",
                "no respondió",
                "declines_to_comment",
                ["El club no respondió a las llamadas de este diario"],
            )
        ],
    ),
    (
        "El club dice haber negado el acuerdo.",
        [("El club", "dice", "asserts", ["haber negado el acuerdo"])],
    ),
]

OTHERS: list[tuple[str, str, list[Row]]] = [
    (
        "it",
        "Il sindaco ha detto che il ponte riaprirà a maggio.",
        [("Il sindaco", "ha detto", "asserts", ["il ponte riaprirà a maggio"])],
    ),
    (
        "it",
        "Secondo la polizia, ci sono due feriti.",
        [("la polizia", "Secondo", "asserts", ["ci sono due feriti"])],
    ),
    (
        "pt",
        "A ponte reabre em maio, disse o prefeito.",
        [("o prefeito", "disse", "asserts", ["A ponte reabre em maio"])],
    ),
    (
        "pt",
        "O ministério não confirmou o ataque.",
        [("O ministério", "não confirmou", "has_not_confirmed", ["o ataque"])],
    ),
]

ALL = [
    *(("en", *each) for each in ENGLISH),
    *(("de", *each) for each in GERMAN),
    *(("fr", *each) for each in FRENCH + FRENCH_TURNS),
    *(("es", *each) for each in SPANISH + SPANISH_TURNS),
    *OTHERS,
]


@pytest.mark.parametrize(("language", "text", "expected"), ALL)
def test_tags_tell_who_takes_which_stand_on_what(
    language: str, text: str, expected: list[Row]
) -> None:
    assert rows(text, language) == expected


@pytest.mark.parametrize(
    ("text", "source", "passer", "tag"),
    [
        (
            "The Courier quoted a fire expert, Udo Kern, as saying that the barge sank.",
            "a fire expert, Udo Kern",
            "The Courier",
            ["The Courier quoted a fire expert, Udo Kern, as saying that"],
        ),
        (
            "The Courier quoted Udo Kern: “The barge sank.”",
            "Udo Kern",
            "The Courier",
            ["The Courier quoted Udo Kern"],
        ),
        (
            "The barge sank, the Courier reported, citing police.",
            "police",
            "the Courier",
            ["the Courier reported", "citing police"],
        ),
        (
            "The Courier, citing police, reported that the barge sank.",
            "police",
            "The Courier",
            ["The Courier, citing police, reported that"],
        ),
        (
            "The Courier said, citing police, that the barge sank.",
            "police",
            "The Courier",
            ["The Courier said", "citing police"],
        ),
        (
            "Citing police, the Courier said the barge sank.",
            "police",
            "the Courier",
            ["Citing police", "the Courier said"],
        ),
        (
            "The barge sank, the Courier said, citing two dockers, who asked not to be named.",
            "two dockers, who asked not to be named",
            "the Courier",
            ["the Courier said", "citing two dockers, who asked not to be named"],
        ),
        ("Citing police, the barge sank.", "police", None, ["Citing police"]),
    ],
)
def test_who_passes_words_on_is_told_from_who_says_them(
    text: str, source: str, passer: str | None, tag: list[str]
) -> None:
    found = only(text)
    assert words(text, found.voice) == source
    assert words(text, found.passer) == passer
    assert [words(text, r) for r in found.ranges] == tag


def test_that_behind_a_citation_is_no_part_of_what_was_said() -> None:
    assert rows("The Courier said, citing police, that the barge sank.") == [
        ("police", "citing", "asserts", ["the barge sank"])
    ]


def test_a_citation_inside_a_citation_adds_no_tag() -> None:
    text = "The barge sank, the Courier said, citing a post quoting police."
    assert [words(text, t.voice) for t in reading(text).tags] == ["a post quoting police"]


def test_a_citation_joins_only_a_tag_of_its_own_clause_and_stance() -> None:
    text = "Velia denied the attack, but Tarn has proof, citing police."
    assert [(words(text, t.voice), words(text, t.passer)) for t in reading(text).tags] == [
        ("Velia", None),
        ("police", None),
    ]


def test_german_citations_name_the_innermost_source() -> None:
    text = "Der „Harnauer Bote“ berichtete unter Berufung auf die Polizei, die Werft sei verkauft."
    found = only(text, "de")
    assert words(text, found.voice) == "die Polizei"
    assert words(text, found.passer) == "Der „Harnauer Bote“"


@pytest.mark.parametrize(
    ("text", "language", "nesting"),
    [
        ("Finn said that the ministry denied the attack.", "en", [None, 1]),
        ("Finn said the ministry, which runs the port, denied the attack.", "en", [None, 1]),
        ("Velia said that Tarn had said that Dehm denied the attack.", "en", [None, 1, 2]),
        ("According to Finn, the ministry denied the attack.", "en", [None, 1]),
        ("Finn said that, according to police, the barge sank.", "en", [None, 1]),
        ("The ministry denied the attack, according to Finn.", "en", [2, None]),
        ("Velia denied the attack, but Tarn said it had proof.", "en", [None, None]),
        ("The firm confirmed that Dehm denied the sale.", "en", [None, None]),
        ("Kern sagte, das Ministerium habe den Bericht dementiert.", "de", [None, 1]),
    ],
)
def test_a_tag_in_what_another_one_reports_is_nested(
    text: str, language: str, nesting: list[int | None]
) -> None:
    assert [t.inside for t in reading(text, language).tags] == nesting


def test_a_nested_tag_begins_behind_the_outer_one() -> None:
    text = "Asked again, Finn said on Monday the ministry had denied the attack."
    assert rows(text) == [
        (
            "Finn",
            "said",
            "asserts",
            ["the ministry had denied the attack"],
        ),
        ("the ministry", "had denied", "denies", ["the attack"]),
    ]


def test_numbers_and_nesting_run_through_the_whole_article() -> None:
    found = reading("Finn left. Kern said nobody came. Dehm said that Lund denied it.").tags
    assert [(t.number, t.sentence, t.inside) for t in found] == [
        (1, 2, None),
        (2, 3, None),
        (3, 3, 2),
    ]


def test_nothing_is_looked_for_inside_quotations() -> None:
    text = "“Kern said nobody came, according to Lund,” Finn said."
    assert rows(text) == [
        ("Finn", "said", "asserts", ["“Kern said nobody came, according to Lund,”"])
    ]


def test_furniture_has_no_tags() -> None:
    text = "By Ada Finn\n\nKern said nobody came."
    assert [t.sentence for t in reading(text).tags] == [2]


def test_a_tag_that_fills_its_clause_has_all_of_it_as_content() -> None:
    text = "That is what Finn said."
    assert [words(text, c) for c in only(text).content] == ["That is what Finn said"]
    text = "citing Udo Kern"
    assert [words(text, c) for c in only(text).content] == [text]


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("市长说：“我们走了。”", "ja", ["“我们走了。”"]),
        ("桥将在五月开放。", "ja", ["桥将在五月开放。"]),
        ("گفت: «سنغادر».", "fa", ["«سنغادر»"]),
    ],
)
def test_without_a_lexicon_each_sentence_is_one_tag_around_its_quotations(
    text: str, language: str, content: list[str]
) -> None:
    found = only(text, language)
    assert found.cue is None
    assert found.ranges == (found.voice,) == (Range(0, len(text)),)
    assert [words(text, c) for c in found.content] == content
