# ruff: noqa: E501 - a sentence and its row are easier to read on one line each
"""German tags: whose they are, and what is left as said, in the constructions of its news.

All sentences are our own. Each row has for every tag its cue, its stance, what was said, the source
that code names by itself (None: it only points back, or is asked), and who passes it on.
"""

import pytest

from summarizer.core.text.range import Range
from summarizer.core.text.reading import read
from summarizer.schema import Article

Row = tuple[str, str, list[str], str | None, str | None]

SENTENCES: list[tuple[str, list[Row]]] = [
    (
        "Die letzte Kampagne ende im Januar, teilte der Konzern am Donnerstag nach einer Sitzung seines Aufsichtsrats mit.",
        [("teilte", "asserts", ["Die letzte Kampagne ende im Januar"], None, None)],
    ),
    (
        "Ein Mitglied des Aufsichtsrats hatte dem Sender Kanal Fünf gesagt, auch die Raffinerie in Tarmsee werde geschlossen, wie der „Handelskurier“ am Mittwoch meldete.",
        [
            (
                "gesagt",
                "asserts",
                ["auch die Raffinerie in Tarmsee werde geschlossen"],
                "Ein Mitglied des Aufsichtsrats",
                "Kanal Fünf",
            ),
            (
                "meldete",
                "asserts",
                [
                    "Ein Mitglied des Aufsichtsrats hatte dem Sender Kanal Fünf gesagt, auch die Raffinerie in Tarmsee werde geschlossen"
                ],
                "Handelskurier",
                None,
            ),
        ],
    ),
    (
        "VRW-Sprecherin Maren Tiedke bestätigte am Donnerstag das Ende des Labors.",
        [("bestätigte", "confirms", ["das Ende des Labors"], "Maren Tiedke", None)],
    ),
    (
        "Zu Tarmsee wollte sie sich nicht äußern.",
        [
            (
                "wollte sie sich nicht äußern",
                "declines_to_comment",
                ["Zu Tarmsee wollte sie sich nicht äußern"],
                None,
                None,
            )
        ],
    ),
    (
        "„Wir haben verloren“, sagte Vorstandschef Albrecht Lünhorst.",
        [("sagte", "asserts", ["„Wir haben verloren“"], "Albrecht Lünhorst", None)],
    ),
    ("Wann die ersten Kündigungen verschickt werden, sagte Lünhorst nicht.", []),
    (
        "Nach Angaben der VRW verlieren 310 Menschen ihre Arbeit.",
        [("Nach Angaben", "asserts", ["verlieren 310 Menschen ihre Arbeit"], "VRW", None)],
    ),
    (
        "Die Gewerkschaft Nahrung und Feld (GNF) sprach von mindestens 420, die Saisonkräfte eingerechnet.",
        [
            (
                "sprach von",
                "asserts",
                ["mindestens 420, die Saisonkräfte eingerechnet"],
                "Gewerkschaft Nahrung und Feld",
                None,
            )
        ],
    ),
    (
        "GNF-Landeschefin Ute Barsekow nannte den Beschluss einen „Wortbruch mit Ansage“.",
        [
            (
                "nannte",
                "asserts",
                ["den Beschluss einen „Wortbruch mit Ansage“"],
                "Ute Barsekow",
                None,
            )
        ],
    ),
    ("Lünhorst bestritt das.", [("bestritt", "denies", ["das"], "Lünhorst", None)]),
    (
        "Zugesagt worden sei lediglich eine Prüfung, erklärte der Vorstandschef.",
        [("erklärte", "asserts", ["Zugesagt worden sei lediglich eine Prüfung"], None, None)],
    ),
    (
        "Im Wirtschaftsministerium hieß es, man habe davon erst spät erfahren.",
        [
            (
                "hieß es",
                "asserts",
                ["man habe davon erst spät erfahren"],
                "Wirtschaftsministerium",
                None,
            )
        ],
    ),
    (
        "Aus Regierungskreisen verlautete, das Land könnte einen Teil kaufen.",
        [
            (
                "verlautete",
                "asserts",
                ["das Land könnte einen Teil kaufen"],
                "Regierungskreisen",
                None,
            )
        ],
    ),
    (
        "Eine Sprecherin des Finanzministeriums lehnte eine Stellungnahme ab.",
        [
            (
                "lehnte eine Stellungnahme ab",
                "declines_to_comment",
                ["Eine Sprecherin des Finanzministeriums lehnte eine Stellungnahme ab"],
                "Eine Sprecherin des Finanzministeriums",
                None,
            )
        ],
    ),
    (
        "Für viele Höfe werde der Weg zur nächsten Fabrik unbezahlbar, warnte der Landbund Wendstedt.",
        [
            (
                "warnte",
                "asserts",
                ["Für viele Höfe werde der Weg zur nächsten Fabrik unbezahlbar"],
                "Landbund Wendstedt",
                None,
            )
        ],
    ),
    (
        "„Wer jetzt noch Rüben sät, sät Schulden“, sagte der Agrarökonom Wieland Pasche von der Hochschule Emmern, „denn die Verträge laufen aus.“",
        [
            (
                "sagte",
                "asserts",
                ["„Wer jetzt noch Rüben sät, sät Schulden“", "„denn die Verträge laufen aus.“"],
                "Wieland Pasche",
                None,
            )
        ],
    ),
    (
        "Ohne Zölle dürften zwei weitere Fabriken schließen, so Pasche.",
        [("so", "asserts", ["Ohne Zölle dürften zwei weitere Fabriken schließen"], "Pasche", None)],
    ),
    (
        "Ein früherer Lastwagenfahrer der Firma sagt, er habe Fässer in die Grube gefahren, »nachts, immer nachts«.",
        [
            (
                "sagt",
                "asserts",
                ["er habe Fässer in die Grube gefahren, »nachts, immer nachts«"],
                "Ein früherer Lastwagenfahrer der Firma",
                None,
            )
        ],
    ),
    (
        "»In Marie liegt Bauschutt, sonst nichts«, schreibt Relatex-Geschäftsführer Ralf Tobler in einer Stellungnahme.",
        [
            (
                "schreibt",
                "asserts",
                ["»In Marie liegt Bauschutt, sonst nichts«"],
                "Ralf Tobler",
                None,
            )
        ],
    ),
    (
        "Das Unternehmen habe keinen einzigen Bußgeldbescheid erhalten, heißt es darin weiter.",
        [
            (
                "heißt es",
                "asserts",
                ["Das Unternehmen habe keinen einzigen Bußgeldbescheid erhalten"],
                None,
                None,
            )
        ],
    ),
    (
        "Laut seinem internen Prüfbericht lag der Wert beim Vierzigfachen des Erlaubten.",
        [("Laut", "asserts", ["lag der Wert beim Vierzigfachen des Erlaubten"], None, None)],
    ),
    (
        "Das LfB bestätigt, dass der Bericht echt ist.",
        [("bestätigt", "confirms", ["der Bericht echt ist"], "LfB", None)],
    ),
    ("Warum er nie veröffentlicht wurde, sagt die Behörde nicht.", []),
    (
        "Am Rand der letzten Seite notierte der Prüfer Dirk Sasse: »Anruf aus dem Umweltministerium.«",
        [("notierte", "asserts", ["»Anruf aus dem Umweltministerium.«"], "Dirk Sasse", None)],
    ),
    (
        "Angerufen habe ihn Volker Amthauer persönlich, sagt Sasse, der seit drei Jahren im Ruhestand ist und nach eigenen Worten nur noch »ruhig schlafen« will.",
        [
            ("sagt", "asserts", ["Angerufen habe ihn Volker Amthauer persönlich"], "Sasse", None),
            ("nach eigenen Worten", "asserts", ["nur noch »ruhig schlafen« will"], "Sasse", None),
        ],
    ),
    (
        "»Einen solchen Anruf hat es nicht gegeben«, teilte Helene Jost mit, die Sprecherin des Umweltministeriums.",
        [
            (
                "teilte",
                "asserts",
                ["»Einen solchen Anruf hat es nicht gegeben«"],
                "Helene Jost",
                None,
            )
        ],
    ),
    (
        "Er habe Sasse weder angerufen noch jemals getroffen, ließ er über seinen Anwalt ausrichten.",
        [("ließ", "asserts", ["Er habe Sasse weder angerufen noch jemals getroffen"], None, None)],
    ),
    ("Dass seine Unterschrift unter dem Papier steht, bestreitet er nicht.", []),
    (
        "Trichlorethen wandere, sagt Yasmin Kerber, Hydrogeologin an der Universität Thalen, die den Bericht gelesen hat.",
        [("sagt", "asserts", ["Trichlorethen wandere"], "Yasmin Kerber", None)],
    ),
    (
        "In fünf Jahren könne die Fahne das Wasserwerk erreichen, warnt die Hydrogeologin.",
        [
            (
                "warnt",
                "asserts",
                ["In fünf Jahren könne die Fahne das Wasserwerk erreichen"],
                None,
                None,
            )
        ],
    ),
    (
        "»Vielleicht hat sie es auch schon erreicht«, fügt Kerber hinzu.",
        [("fügt", "asserts", ["»Vielleicht hat sie es auch schon erreicht«"], "Kerber", None)],
    ),
    (
        "Der Wasserverband Helmsroda erklärte, die letzte Messung im August sei unauffällig gewesen.",
        [
            (
                "erklärte",
                "asserts",
                ["die letzte Messung im August sei unauffällig gewesen"],
                "Wasserverband Helmsroda",
                None,
            )
        ],
    ),
    (
        "Man sei behandelt worden »wie Spinner«, sagt die Vorsitzende Ellen Marquardt.",
        [("sagt", "asserts", ["Man sei behandelt worden »wie Spinner«"], "Ellen Marquardt", None)],
    ),
    ("Wie viele Fässer es waren, will er nicht schätzen.", []),
    (
        "Die Polizei bestätigte den Vorfall am Montag nicht.",
        [("bestätigte", "has_not_confirmed", ["den Vorfall am Montag nicht"], "Polizei", None)],
    ),
    ("Der Konzern wies die Vorwürfe zurück.", [("wies", "denies", ["die Vorwürfe"], None, None)]),
    ("Das Ministerium räumte Fehler ein.", [("räumte", "confirms", ["Fehler"], None, None)]),
    (
        "Die Bahn kündigte einen Umbau des Werks an, der 2027 beginnen soll.",
        [("kündigte", "asserts", ["einen Umbau des Werks", "der 2027 beginnen soll"], None, None)],
    ),
    (
        "Der Vorwurf wurde von der Staatsanwaltschaft bestätigt.",
        [("bestätigt", "confirms", ["Der Vorwurf"], "Staatsanwaltschaft", None)],
    ),
    ("Der Vorwurf wurde am Montag bestätigt.", []),
    (
        "Das habe er nie gesagt, erklärte Udo Kern der „Harnauer Post“.",
        [("erklärte", "asserts", ["Das habe er nie gesagt"], "Udo Kern", "„Harnauer Post“")],
    ),
    (
        "Kern sagte der Zeitung am Montag in Berlin, die Werft sei verkauft.",
        [("sagte", "asserts", ["die Werft sei verkauft"], "Kern", "Zeitung")],
    ),
    (
        "Am Montag sagte Kern dem Sender Radio Tarn, die Werft sei verkauft.",
        [("sagte", "asserts", ["die Werft sei verkauft"], "Kern", "Radio Tarn")],
    ),
    (
        "Der Zeitung sagte Kern, die Werft sei verkauft.",
        [("sagte", "asserts", ["die Werft sei verkauft"], "Kern", "Zeitung")],
    ),
    ("Kern hat den Bericht dementiert.", [("dementiert", "denies", ["den Bericht"], "Kern", None)]),
    (
        "Udo Kern, Sprecher der Polizei, bestätigte den Vorfall.",
        [("bestätigte", "confirms", ["den Vorfall"], "Udo Kern", None)],
    ),
    ("Ute Kern, 43, sagte, sie gehe.", [("sagte", "asserts", ["sie gehe"], "Ute Kern", None)]),
    (
        "Ein Beamter, der anonym bleiben wollte, sagte, die Gespräche seien gescheitert.",
        [("sagte", "asserts", ["die Gespräche seien gescheitert"], "Ein Beamter", None)],
    ),
    (
        "Den Angaben zufolge starben zwei Menschen.",
        [("zufolge", "asserts", ["starben zwei Menschen"], None, None)],
    ),
    (
        "Das Feuer brach der Polizei zufolge um drei Uhr aus.",
        [("zufolge", "asserts", ["Das Feuer brach", "um drei Uhr aus"], "Polizei", None)],
    ),
    (
        "Einem Bericht der „Post“ zufolge ist die Werft verkauft.",
        [("zufolge", "asserts", ["ist die Werft verkauft"], "Post", None)],
    ),
    (
        "Die Firma ließ eine Anfrage der Zeitung unbeantwortet.",
        [
            (
                "ließ eine Anfrage der Zeitung unbeantwortet",
                "declines_to_comment",
                ["Die Firma ließ eine Anfrage der Zeitung unbeantwortet"],
                None,
                None,
            )
        ],
    ),
    (
        "Das Ministerium wollte den Bericht zunächst nicht bestätigen.",
        [("nicht bestätigen", "has_not_confirmed", ["den Bericht zunächst"], None, None)],
    ),
    (
        "Kern trat zurück und sagte, er sei müde.",
        [("sagte", "asserts", ["er sei müde"], "Kern", None)],
    ),
    (
        "Die Regierung könne das nicht bestätigen, sagte ein Sprecher.",
        [
            ("nicht bestätigen", "has_not_confirmed", ["das"], None, None),
            (
                "sagte",
                "asserts",
                ["Die Regierung könne das nicht bestätigen"],
                "ein Sprecher",
                None,
            ),
        ],
    ),
    ("„Wir gehen“, sagt er. „Jetzt.“", [("sagt", "asserts", ["„Wir gehen“"], None, None)]),
    ("Sie sagte: „Wir gehen.“", [("sagte", "asserts", ["„Wir gehen.“"], None, None)]),
    (
        "Auch Kern kritisierte die Pläne scharf.",
        [("kritisierte", "asserts", ["die Pläne scharf"], "Kern", None)],
    ),
    ("In Wendstedt nennen es alle nur „die Süße“.", []),
    (
        "Man könne den Bericht nicht bestätigen, sagte eine Sprecherin.",
        [("sagte", "asserts", ["Man könne den Bericht nicht bestätigen"], "eine Sprecherin", None)],
    ),
    (
        "Das sagte Kern der Zeitung „Tarner Bote“.",
        [("sagte", "asserts", ["Das"], "Kern", "„Tarner Bote“")],
    ),
    (
        "Kern sei, teilte die Polizei mit, nicht verletzt worden.",
        [("teilte", "asserts", ["Kern sei", "nicht verletzt worden"], "Polizei", None)],
    ),
    (
        "Im Gespräch mit dem Sender Radio Tarn sagte Kern, die Lage sei ernst.",
        [("sagte", "asserts", ["die Lage sei ernst"], "Kern", "Radio Tarn")],
    ),
    (
        "Auf die Frage nach den Kosten antwortete Kern: „Das weiß niemand.“",
        [("antwortete", "asserts", ["„Das weiß niemand.“"], "Kern", None)],
    ),
    (
        "Wie aus einem internen Vermerk hervorgeht, wusste das Amt Bescheid.",
        [("hervorgeht", "asserts", ["wusste das Amt Bescheid"], "einem internen Vermerk", None)],
    ),
    (
        "Wie es in dem Bericht heißt, war der Damm undicht.",
        [("Wie es", "asserts", ["war der Damm undicht"], None, None)],
    ),
    (
        "Bei der Polizei hieß es, man ermittle.",
        [("hieß es", "asserts", ["man ermittle"], "Polizei", None)],
    ),
    (
        "„Das ist falsch“, so eine Sprecherin des Konzerns am Dienstag.",
        [("so", "asserts", ["„Das ist falsch“"], "eine Sprecherin des Konzerns", None)],
    ),
    (
        "„Wir haben nichts gewusst“, beteuert Bürgermeisterin Ilse Brandt (parteilos).",
        [("beteuert", "asserts", ["„Wir haben nichts gewusst“"], "Ilse Brandt", None)],
    ),
    (
        "„Wir sind bereit“, sagte Brandt. Der Hafen sei gesperrt. Niemand wisse, wie lange.",
        [("sagte", "asserts", ["„Wir sind bereit“"], "Brandt", None)],
    ),
    (
        "Der Sprecher des Verteidigungsministeriums, Udo Kern, wies die Darstellung als „frei erfunden“ zurück.",
        [("wies", "denies", ["die Darstellung als „frei erfunden“"], "Udo Kern", None)],
    ),
    (
        "Nach Darstellung des Anwalts Jens Lutter hat sein Mandant gestanden.",
        [("Nach Darstellung", "asserts", ["hat sein Mandant gestanden"], "Jens Lutter", None)],
    ),
    (
        "Zwei mit den Gesprächen vertraute Personen sagten, eine Einigung sei nah.",
        [
            (
                "sagten",
                "asserts",
                ["eine Einigung sei nah"],
                "Zwei mit den Gesprächen vertraute Personen",
                None,
            )
        ],
    ),
    (
        "Die Ermittler gehen davon aus, dass der Brand gelegt wurde.",
        [("gehen davon aus", "asserts", ["der Brand gelegt wurde"], None, None)],
    ),
    (
        "Minister Kern und seine Kollegin Ada Lund erklärten, sie träten zurück.",
        [("erklärten", "asserts", ["sie träten zurück"], None, None)],
    ),
    (
        "Die Opposition warf der Regierung vor, sie habe gelogen.",
        [("warf", "asserts", ["sie habe gelogen"], "Opposition", None)],
    ),
    (
        "Einer Umfrage des Instituts Demos zufolge sind 60 Prozent dagegen.",
        [("zufolge", "asserts", ["sind 60 Prozent dagegen"], "Instituts Demos", None)],
    ),
    (
        "Das berichtet die „Tarner Post“ unter Berufung auf Justizkreise.",
        [("unter Berufung auf", "asserts", ["Das"], "Justizkreise", "die „Tarner Post“")],
    ),
    (
        "Die Deutsche Hafenagentur meldete am Abend, das Schiff sei geborgen.",
        [("meldete", "asserts", ["das Schiff sei geborgen"], "Deutsche Hafenagentur", None)],
    ),
    ("Ob er zurücktritt, ließ Kern offen.", []),
    ("„Nein“, sagt Kern und lacht.", [("sagt", "asserts", ["„Nein“"], "Kern", None)]),
    (
        "Der Fahrer habe das Auto gestohlen, heißt es in der Anklageschrift.",
        [("heißt es", "asserts", ["Der Fahrer habe das Auto gestohlen"], None, None)],
    ),
    (
        "Laut Polizei wurden drei Menschen verletzt.",
        [("Laut", "asserts", ["wurden drei Menschen verletzt"], "Polizei", None)],
    ),
    (
        "Laut Udo Kern, dem Chef der Feuerwehr, brannte es zwei Tage.",
        [("Laut", "asserts", ["brannte es zwei Tage"], "Udo Kern", None)],
    ),
    (
        "Die Stadt habe, so Brandt weiter, kein Geld mehr.",
        [("so", "asserts", ["Die Stadt habe", "kein Geld mehr"], "Brandt", None)],
    ),
    (
        "Kern zufolge ist die Werft pleite.",
        [("zufolge", "asserts", ["ist die Werft pleite"], "Kern", None)],
    ),
    (
        "Ein Regierungssprecher sagte auf Anfrage, der Plan werde geprüft.",
        [("sagte", "asserts", ["der Plan werde geprüft"], "Ein Regierungssprecher", None)],
    ),
    (
        "Aus Sicht der Kammer ist das Gesetz gut.",
        [("Aus Sicht", "asserts", ["ist das Gesetz gut"], None, None)],
    ),
    (
        "Den Vorwurf, er habe getrunken, wies Kern zurück.",
        [("wies", "denies", ["Den Vorwurf, er habe getrunken"], "Kern", None)],
    ),
    (
        "Die Firma hat die Vorwürfe stets bestritten.",
        [("bestritten", "denies", ["die Vorwürfe stets"], None, None)],
    ),
    (
        "Vorwürfe, die Polizei habe gelogen, nannte Kern „absurd“.",
        [("nannte", "asserts", ["Vorwürfe, die Polizei habe gelogen", "„absurd“"], "Kern", None)],
    ),
    (
        "Gegenüber dem „Boten“ bestätigte Kern den Verkauf.",
        [("bestätigte", "confirms", ["den Verkauf"], "Kern", "„Boten“")],
    ),
    (
        "Die Polizei konnte den Vorfall auf Anfrage nicht bestätigen.",
        [("nicht bestätigen", "has_not_confirmed", ["den Vorfall auf Anfrage"], "Polizei", None)],
    ),
    (
        "Kern kritisiert, dass die Stadt nicht gezahlt hat.",
        [("kritisiert", "asserts", ["die Stadt nicht gezahlt hat"], "Kern", None)],
    ),
    (
        "Gegen Kern wird ermittelt, wie die Staatsanwaltschaft bestätigte.",
        [("bestätigte", "confirms", ["Gegen Kern wird ermittelt"], "Staatsanwaltschaft", None)],
    ),
    (
        "„Das war“, sagte Kern, „ein Fehler.“",
        [("sagte", "asserts", ["„Das war“", "„ein Fehler.“"], "Kern", None)],
    ),
    (
        "Kern, der die Werft seit 2010 leitet, sprach von einem „Schlag“.",
        [("sprach von", "asserts", ["einem „Schlag“"], "Kern", None)],
    ),
    (
        "Sein Anwalt Jens Lutter sagte der Deutschen Presse-Agentur, Kern sei unschuldig.",
        [("sagte", "asserts", ["Kern sei unschuldig"], "Jens Lutter", "Deutschen Presse-Agentur")],
    ),
    (
        "Die Hamas erklärte, man habe zugestimmt.",
        [("erklärte", "asserts", ["man habe zugestimmt"], None, None)],
    ),
    (
        "„Wir haben verloren“, sagte Vorstandschef Albrecht Linz.",
        [("sagte", "asserts", ["„Wir haben verloren“"], "Albrecht Linz", None)],
    ),
    (
        "„Wir haben verloren“, sagte Linz, der seit drei Jahren im Amt ist, der „Tarner Post“.",
        [("sagte", "asserts", ["„Wir haben verloren“"], "Linz", None)],
    ),
    (
        "Die Lage sei ernst, sagte Udo Kern, Sprecher der Feuerwehr, am Montag.",
        [("sagte", "asserts", ["Die Lage sei ernst"], "Udo Kern", None)],
    ),
    (
        "Die Lage sei ernst, sagte ein Sprecher dem Sender Radio Tarn.",
        [("sagte", "asserts", ["Die Lage sei ernst"], "ein Sprecher", "Radio Tarn")],
    ),
    (
        "Die Lage sei ernst, sagte der Minister Journalisten.",
        [("sagte", "asserts", ["Die Lage sei ernst"], None, None)],
    ),
    (
        "Die Lage sei ernst, sagte dem Sender Radio Tarn ein Sprecher.",
        [("sagte", "asserts", ["Die Lage sei ernst"], "ein Sprecher", "Radio Tarn")],
    ),
    (
        "Die Lage sei ernst, sagte in Velden die Ministerin Ada Lund.",
        [("sagte", "asserts", ["Die Lage sei ernst"], "Ada Lund", None)],
    ),
    (
        "Die Lage sei ernst, teilte das Amt der Nachrichtenagentur Tarn mit.",
        [("teilte", "asserts", ["Die Lage sei ernst"], None, "Tarn")],
    ),
    (
        "Am Montag bestätigte die Firma Helix den Verkauf.",
        [("bestätigte", "confirms", ["Am Montag", "den Verkauf"], "Helix", None)],
    ),
    ("Am Montag sagte Kern, er gehe.", [("sagte", "asserts", ["er gehe"], "Kern", None)]),
    (
        "Den Vorwurf wies Kern am Montag entschieden zurück.",
        [("wies", "denies", ["Den Vorwurf"], "Kern", None)],
    ),
    (
        "Die Angaben bestätigte er nicht.",
        [("bestätigte", "has_not_confirmed", ["Die Angaben"], None, None)],
    ),
    (
        "Die Vorwürfe nannte er „absurd“.",
        [("nannte", "asserts", ["Die Vorwürfe", "„absurd“"], None, None)],
    ),
    ("Der Zeitung sagte Linz, er gehe.", [("sagte", "asserts", ["er gehe"], "Linz", "Zeitung")]),
    (
        "Das bestätigte ein Sprecher der Stadt.",
        [("bestätigte", "confirms", ["Das"], "ein Sprecher der Stadt", None)],
    ),
    (
        "Kern hat den Bericht der „Post“ dementiert.",
        [("dementiert", "denies", ["den Bericht der „Post“"], "Kern", None)],
    ),
    (
        "Zwei Beamte hatten der Zeitung gesagt, die Akten seien fort.",
        [("gesagt", "asserts", ["die Akten seien fort"], "Zwei Beamte", "Zeitung")],
    ),
    (
        "Das Amt habe, wie Kern der Zeitung sagte, nichts geprüft.",
        [("sagte", "asserts", ["Das Amt habe", "nichts geprüft"], "Kern", "Zeitung")],
    ),
    (
        "Wie das Amt am Montag mitteilte, ist das Wasser sauber.",
        [("mitteilte", "asserts", ["ist das Wasser sauber"], None, None)],
    ),
    (
        "Wie die Firma bestätigt hat, ist das Werk verkauft.",
        [("bestätigt", "confirms", ["ist das Werk verkauft"], None, None)],
    ),
    (
        "Der Mann, der das bestätigt hat, lebt in Velden.",
        [("bestätigt", "confirms", ["der das bestätigt hat"], None, None)],
    ),
    (
        "Der Verkauf wurde am Montag von der Firma bestätigt.",
        [("bestätigt", "confirms", ["Der Verkauf"], None, None)],
    ),
    ("Der Verkauf wurde bestätigt.", []),
    ("Der Verkauf ist bestätigt.", []),
    ("Wie bereits gesagt, bleibt das Werk zu.", []),
    ("Seine angekündigte Reform kam nie.", []),
    ("Sein Schreiben an das Amt blieb liegen.", []),
    (
        "Berichten zufolge ist die Werft verkauft.",
        [("zufolge", "asserts", ["ist die Werft verkauft"], "Berichten", None)],
    ),
    ("Kern will das bestätigen.", []),
    (
        "Kern kann bestätigen, dass die Akten fort sind.",
        [("kann bestätigen", "confirms", ["die Akten fort sind"], "Kern", None)],
    ),
    ("Kern wollte sagen, was er weiß.", []),
    ("Die Polizei sagte nichts dazu.", []),
    (
        "Die Polizei bestätigte nicht nur den Fund.",
        [("bestätigte", "confirms", ["den Fund"], "Polizei", None)],
    ),
    (
        "Kern nannte den Plan nicht ausgereift.",
        [("nannte", "asserts", ["den Plan nicht ausgereift"], "Kern", None)],
    ),
    ("Die Angaben ließen sich nicht bestätigen.", []),
    (
        "Kern stellte klar, dass er bleibt.",
        [("stellte klar", "asserts", ["er bleibt"], "Kern", None)],
    ),
    (
        "Kern räumte gegenüber dem „Boten“ Fehler ein.",
        [("räumte", "confirms", ["Fehler"], "Kern", "„Boten“")],
    ),
    (
        "Kern gab den Verkauf bekannt und ging.",
        [("gab", "asserts", ["den Verkauf", "ging"], "Kern", None)],
    ),
    ("Es gab keinen Strom.", []),
    (
        "Die Opposition warf dem Senat vor, er habe gelogen.",
        [("warf", "asserts", ["er habe gelogen"], "Opposition", None)],
    ),
    (
        "Die Opposition warf dem Senat Betrug vor.",
        [("warf", "asserts", ["dem Senat Betrug"], "Opposition", None)],
    ),
    (
        "Nach eigenen Angaben war Kern nüchtern.",
        [("Nach eigenen Angaben", "asserts", ["war Kern nüchtern"], "Kern", None)],
    ),
    (
        "Kern war nach eigenen Angaben nüchtern.",
        [("nach eigenen Angaben", "asserts", ["Kern war", "nüchtern"], "Kern", None)],
    ),
    (
        "Nach Angaben von Bürgermeisterin Ilse Brandt, die dort war, starben zwei Menschen.",
        [("Nach Angaben", "asserts", ["starben zwei Menschen"], "Ilse Brandt", None)],
    ),
    (
        "Nach Angaben wurden Akten vernichtet.",
        [("Nach Angaben", "asserts", ["wurden Akten vernichtet"], None, None)],
    ),
    ("Der Sprecherin zufolge brannte es.", [("zufolge", "asserts", ["brannte es"], None, None)]),
    ("Es brannte zufolge.", [("zufolge", "asserts", ["Es brannte"], None, None)]),
    (
        "Im Rathaus hieß es, man prüfe das.",
        [("hieß es", "asserts", ["man prüfe das"], "Rathaus", None)],
    ),
    ("Man prüfe das, hieß es.", [("hieß es", "asserts", ["Man prüfe das"], None, None)]),
    (
        "Man prüfe das, hieß es aus dem Rathaus, das nun leer steht.",
        [("hieß es", "asserts", ["Man prüfe das"], "Rathaus", None)],
    ),
    ("Dort hieß es, man prüfe das.", [("hieß es", "asserts", ["man prüfe das"], None, None)]),
    ("Das geht aus Akten des Amts hervor.", [("geht", "asserts", ["Das"], None, None)]),
    (
        "Udo Kern, ein Taucher, sagte, das Boot sei leck.",
        [("sagte", "asserts", ["das Boot sei leck"], "Udo Kern", None)],
    ),
    (
        "Udo Kern, 43, bestätigte den Fund.",
        [("bestätigte", "confirms", ["den Fund"], "Udo Kern", None)],
    ),
    (
        "Ein Beamter, der ungenannt bleiben wollte, sagte, es eile.",
        [("sagte", "asserts", ["es eile"], "Ein Beamter", None)],
    ),
    ("Den Boten, einen Taucher, bestätigte niemand.", []),
    ("Alle sagten, es eile.", []),
    ("Kern lachte und sagte, er gehe.", [("sagte", "asserts", ["er gehe"], "Kern", None)]),
    (
        "„Nein“, sagt Kern und nennt das „Unsinn“.",
        [
            ("sagt", "asserts", ["„Nein“"], "Kern", None),
            ("nennt", "asserts", ["das „Unsinn“"], "Kern", None),
        ],
    ),
    (
        "Kern sagte, er gehe, und bestritt, gelogen zu haben.",
        [
            ("sagte", "asserts", ["er gehe"], "Kern", None),
            ("bestritt", "denies", ["gelogen zu haben"], "Kern", None),
        ],
    ),
    (
        "Auch die Kammer warnt vor dem Gesetz.",
        [("warnt", "asserts", ["vor dem Gesetz"], None, None)],
    ),
    (
        "Im Gespräch mit dem „Boten“ nannte Kern das Gesetz „Murks“.",
        [("nannte", "asserts", ["das Gesetz „Murks“"], "Kern", "„Boten“")],
    ),
    (
        "„Nein“, sagte Kern im Interview mit der Zeitung.",
        [("sagte", "asserts", ["„Nein“"], "Kern", "Zeitung")],
    ),
    (
        "Ein Beamter sagte im Gespräch, es eile.",
        [("sagte", "asserts", ["es eile"], "Ein Beamter", None)],
    ),
    (
        "Er habe niemanden gesehen, ließ er über seinen Anwalt ausrichten.",
        [("ließ", "asserts", ["Er habe niemanden gesehen"], None, None)],
    ),
    (
        "Die Firma ließ mehrere Anfragen unbeantwortet.",
        [
            (
                "ließ mehrere Anfragen unbeantwortet",
                "declines_to_comment",
                ["Die Firma ließ mehrere Anfragen unbeantwortet"],
                None,
                None,
            )
        ],
    ),
    (
        "Das Amt lehnte jede Stellungnahme dazu ab.",
        [
            (
                "lehnte jede Stellungnahme dazu ab",
                "declines_to_comment",
                ["Das Amt lehnte jede Stellungnahme dazu ab"],
                None,
                None,
            )
        ],
    ),
    (
        "Der Konzern war für eine Stellungnahme nicht zu erreichen.",
        [
            (
                "war für eine Stellungnahme nicht zu erreichen",
                "declines_to_comment",
                ["Der Konzern war für eine Stellungnahme nicht zu erreichen"],
                None,
                None,
            )
        ],
    ),
    (
        "Bundeskanzler Henrik Moll (CPD) sagte bei einem Besuch in Tarn, er werde das Gesetz nicht ändern.",
        [("sagte", "asserts", ["er werde das Gesetz nicht ändern"], "Henrik Moll", None)],
    ),
    (
        "Die Ministerin sagte weiter, dass die Mittel reichten.",
        [("sagte", "asserts", ["die Mittel reichten"], None, None)],
    ),
    (
        "„Wir müssen reden“, sagte sie nach der Sitzung des Kabinetts am Mittwochabend.",
        [("sagte", "asserts", ["„Wir müssen reden“"], None, None)],
    ),
    (
        "In einer Mitteilung vom Dienstag erklärte der Verband, die Zahlen seien falsch.",
        [("erklärte", "asserts", ["die Zahlen seien falsch"], None, None)],
    ),
    (
        "Nach Informationen der „Tarner Zeitung“ soll der Vertrag im Mai auslaufen.",
        [
            (
                "Nach Informationen",
                "asserts",
                ["soll der Vertrag im Mai auslaufen"],
                "Tarner Zeitung",
                None,
            )
        ],
    ),
    (
        "Das teilte die Polizei am Sonntagmorgen mit.",
        [("teilte", "asserts", ["Das"], "Polizei", None)],
    ),
    (
        "Wie eine Sprecherin der Staatsanwaltschaft auf dpa-Anfrage mitteilte, wird gegen zwei Männer ermittelt.",
        [
            (
                "mitteilte",
                "asserts",
                ["wird gegen zwei Männer ermittelt"],
                "eine Sprecherin der Staatsanwaltschaft",
                None,
            )
        ],
    ),
    (
        "Der 43-Jährige habe das Feuer gelegt, sagte der Staatsanwalt in seinem Plädoyer.",
        [("sagte", "asserts", ["Der 43-Jährige habe das Feuer gelegt"], None, None)],
    ),
    (
        "Die EU-Kommission wirft dem Konzern vor, Preise abgesprochen zu haben.",
        [("wirft", "asserts", ["Preise abgesprochen zu haben"], None, None)],
    ),
    (
        "Das Weiße Haus wollte die Berichte weder bestätigen noch dementieren.",
        [
            (
                "weder bestätigen noch dementieren",
                "has_not_confirmed",
                ["die Berichte"],
                "Weiße Haus",
                None,
            )
        ],
    ),
    (
        "Aus Sicherheitskreisen hieß es am Freitag, der Verdächtige sei bekannt gewesen.",
        [
            (
                "hieß es",
                "asserts",
                ["der Verdächtige sei bekannt gewesen"],
                "Sicherheitskreisen",
                None,
            )
        ],
    ),
    (
        "„So geht das nicht weiter“, klagt Landwirt Jens Petersen.",
        [("klagt", "asserts", ["„So geht das nicht weiter“"], "Jens Petersen", None)],
    ),
    (
        "„So geht das nicht weiter“, heißt es in einem Brief des Verbands an die Ministerin.",
        [("heißt es", "asserts", ["„So geht das nicht weiter“"], None, None)],
    ),
    (
        "Petersen zufolge ist die Ernte verloren.",
        [("zufolge", "asserts", ["ist die Ernte verloren"], "Petersen", None)],
    ),
    (
        "Experten warnen vor einer neuen Welle.",
        [("warnen", "asserts", ["vor einer neuen Welle"], "Experten", None)],
    ),
    (
        "Kritiker werfen dem Senat Untätigkeit vor.",
        [("werfen", "asserts", ["dem Senat Untätigkeit"], "Kritiker", None)],
    ),
    (
        "Der Deutsche Städtetag forderte mehr Geld vom Bund.",
        [("forderte", "asserts", ["mehr Geld vom Bund"], "Deutsche Städtetag", None)],
    ),
    (
        "„Die Zahlen stimmen nicht“, betonte Moll, „und das wissen alle.“",
        [
            (
                "betonte",
                "asserts",
                ["„Die Zahlen stimmen nicht“", "„und das wissen alle.“"],
                "Moll",
                None,
            )
        ],
    ),
    ("Moll: „Das ist ein Skandal.“", []),
    (
        "Ohlsen ergänzte: „Ich bleibe.“",
        [("ergänzte", "asserts", ["„Ich bleibe.“"], "Ohlsen", None)],
    ),
    (
        "Dass es Fehler gab, räumt auch Bürgermeister Lutz Rahn ein.",
        [("räumt", "confirms", ["es Fehler gab"], "Lutz Rahn", None)],
    ),
    (
        "Zu den Vorwürfen äußerte sich die Firma auf Anfrage bislang nicht.",
        [
            (
                "äußerte sich die Firma auf Anfrage bislang nicht",
                "declines_to_comment",
                ["Zu den Vorwürfen äußerte sich die Firma auf Anfrage bislang nicht"],
                None,
                None,
            )
        ],
    ),
    (
        "Auf eine Anfrage reagierte das Unternehmen zunächst nicht.",
        [
            (
                "reagierte das Unternehmen zunächst nicht",
                "declines_to_comment",
                ["Auf eine Anfrage reagierte das Unternehmen zunächst nicht"],
                None,
                None,
            )
        ],
    ),
    (
        "Ein Sprecher der Bahn sagte der Deutschen Presse-Agentur am Montag, die Strecke sei frei.",
        [
            (
                "sagte",
                "asserts",
                ["die Strecke sei frei"],
                "Ein Sprecher der Bahn",
                "Deutschen Presse-Agentur",
            )
        ],
    ),
    (
        "Der Sender Radio Tarn berichtete unter Berufung auf Ermittlerkreise, es gebe Festnahmen.",
        [
            (
                "unter Berufung auf",
                "asserts",
                ["es gebe Festnahmen"],
                "Ermittlerkreise",
                "Der Sender Radio Tarn",
            )
        ],
    ),
    (
        "Ministerpräsidentin Ada Lund sieht darin „einen Angriff auf alle“.",
        [("sieht darin", "asserts", ["„einen Angriff auf alle“"], "Ada Lund", None)],
    ),
    (
        "Lund fordert, die Grenze zu schließen, und warnt vor Chaos.",
        [
            ("fordert", "asserts", ["die Grenze zu schließen"], "Lund", None),
            ("warnt", "asserts", ["vor Chaos"], "Lund", None),
        ],
    ),
    (
        "Lund lehnte den Vorschlag als „naiv“ ab.",
        [("lehnte", "asserts", ["den Vorschlag als „naiv“"], "Lund", None)],
    ),
    (
        "Sie wisse nicht, was geschehen sei, sagte die Frau vor Gericht.",
        [("sagte", "asserts", ["Sie wisse nicht, was geschehen sei"], None, None)],
    ),
    (
        "Er sei „sehr enttäuscht“, so Rahn.",
        [("so", "asserts", ["Er sei „sehr enttäuscht“"], "Rahn", None)],
    ),
    ("Der Verein hofft nun auf Spenden.", [("hofft", "asserts", ["auf Spenden"], None, None)]),
    (
        "Gewerkschaftschef Bodo Rusch sprach am Donnerstag in Kiel von einem „Schlag ins Gesicht“.",
        [("sprach", "asserts", ["einem „Schlag ins Gesicht“"], "Bodo Rusch", None)],
    ),
    (
        "Die Vorwürfe seien haltlos, ließ der Konzern mitteilen.",
        [("ließ", "asserts", ["Die Vorwürfe seien haltlos"], None, None)],
    ),
    (
        "Laut einer Studie der Universität Tarn sterben jährlich 40 Menschen daran.",
        [("Laut", "asserts", ["sterben jährlich 40 Menschen daran"], "Universität Tarn", None)],
    ),
    (
        "Polizeiangaben zufolge wurden zwölf Menschen verletzt.",
        [("zufolge", "asserts", ["wurden zwölf Menschen verletzt"], None, None)],
    ),
    (
        "Den Plänen zufolge soll der Bau 2027 beginnen.",
        [("zufolge", "asserts", ["soll der Bau 2027 beginnen"], None, None)],
    ),
    (
        "Nach Polizeiangaben wurde niemand verletzt.",
        [("Nach Polizeiangaben", "asserts", ["wurde niemand verletzt"], None, None)],
    ),
    (
        "„Wir haben Angst“, sagt eine Anwohnerin, die ihren Namen nicht nennen will.",
        [("sagt", "asserts", ["„Wir haben Angst“"], "eine Anwohnerin", None)],
    ),
    ("Gesagt haben soll er das bei einem Essen.", []),
    (
        "Vor zwei Wochen hatte Rahn noch erklärt, alles sei sicher.",
        [("erklärt", "asserts", ["alles sei sicher"], "Rahn", None)],
    ),
    (
        "Die Frage ist, sagt Rahn, wer zahlt.",
        [("sagt", "asserts", ["Die Frage ist", "wer zahlt"], "Rahn", None)],
    ),
    (
        "Man könne nicht ausschließen, dass es weitere Opfer gebe, sagte ein Polizeisprecher.",
        [
            (
                "sagte",
                "asserts",
                ["Man könne nicht ausschließen, dass es weitere Opfer gebe"],
                "ein Polizeisprecher",
                None,
            )
        ],
    ),
    ("Der Angeklagte bestreitet die Tat.", [("bestreitet", "denies", ["die Tat"], None, None)]),
    (
        "Die Firma bestreitet, dass Geld floss.",
        [("bestreitet", "denies", ["Geld floss"], None, None)],
    ),
    (
        "Klimaforscherin Nele Voss vom Institut für Meereskunde hält das für „kaum machbar“.",
        [("hält", "asserts", ["das für „kaum machbar“"], "Nele Voss", None)],
    ),
    (
        "Kern verwies am Montag auf die Zahlen.",
        [("verwies", "asserts", ["die Zahlen"], "Kern", None)],
    ),
    ("Kern rechnet nun mit Verlusten.", [("rechnet", "asserts", ["Verlusten"], "Kern", None)]),
    (
        "„Wir verlieren alles“, sagte der 61 Jahre alte Landwirt Jens Petersen aus Tarn.",
        [("sagte", "asserts", ["„Wir verlieren alles“"], "Jens Petersen", None)],
    ),
    (
        "Die Polizei teilte auf X mit, der Verkehr rolle.",
        [("teilte", "asserts", ["der Verkehr rolle"], "Polizei", None)],
    ),
    (
        "Der Rat stimmte zu, berichtete die Agentur Tarnpress.",
        [("berichtete", "asserts", ["Der Rat stimmte zu"], "Tarnpress", None)],
    ),
    ("„Das Ende“, titelte das Blatt.", [("titelte", "asserts", ["„Das Ende“"], None, None)]),
    (
        "Bahnchef Paul Ritter und Verkehrsministerin Ada Lund sagten, sie seien einig.",
        [("sagten", "asserts", ["sie seien einig"], None, None)],
    ),
    (
        "Rahn habe „nichts zu verbergen“, sagte sein Anwalt.",
        [("sagte", "asserts", ["Rahn habe „nichts zu verbergen“"], None, None)],
    ),
    (
        "Ihr Mandant sei unschuldig, sagte Anwältin Nele Voss.",
        [("sagte", "asserts", ["Ihr Mandant sei unschuldig"], "Nele Voss", None)],
    ),
    (
        "Die Forscher um Nele Voss schreiben in der Zeitschrift „Meer“, das Eis schmelze.",
        [("schreiben", "asserts", ["das Eis schmelze"], None, None)],
    ),
    (
        "Eine Studie zeigt, dass das Eis schmilzt.",
        [("zeigt", "asserts", ["das Eis schmilzt"], "Eine Studie", None)],
    ),
    (
        "Der Bericht kommt zu dem Schluss, dass das Eis schmilzt.",
        [("kommt zu dem Schluss", "asserts", ["das Eis schmilzt"], None, None)],
    ),
    ("Das sagte Rahn der „Post“. Er sei müde.", [("sagte", "asserts", ["Das"], "Rahn", "„Post“")]),
    (
        "„Ich kann das nicht bestätigen“, sagte Rahn.",
        [("sagte", "asserts", ["„Ich kann das nicht bestätigen“"], "Rahn", None)],
    ),
    (
        "Rahn dementierte Berichte, wonach er zurücktritt.",
        [("dementierte", "denies", ["Berichte, wonach er zurücktritt"], "Rahn", None)],
    ),
    ("Laut Rahn und Voss fehlt Geld.", [("Laut", "asserts", ["fehlt Geld"], None, None)]),
    (
        "Rahn verlangte eine Entschuldigung: „Das war unwürdig.“",
        [("verlangte", "asserts", ["eine Entschuldigung: „Das war unwürdig.“"], "Rahn", None)],
    ),
    (
        "Sie habe, so schilderte es die Zeugin, geschrien.",
        [("schilderte", "asserts", ["Sie habe", "geschrien"], None, None)],
    ),
    (
        "Rahn wollte auf Nachfrage keine Zahlen nennen.",
        [
            (
                "wollte auf Nachfrage keine Zahlen nennen",
                "declines_to_comment",
                ["Rahn wollte auf Nachfrage keine Zahlen nennen"],
                "Rahn",
                None,
            )
        ],
    ),
    (
        "Die Kanzlerin machte deutlich, dass sie bleibt.",
        [("machte deutlich", "asserts", ["sie bleibt"], None, None)],
    ),
    (
        "Bestätigt hat das ein Sprecher der Stadt.",
        [
            (
                "Bestätigt",
                "confirms",
                ["Bestätigt hat das ein Sprecher der Stadt"],
                "ein Sprecher der Stadt",
                None,
            )
        ],
    ),
    ("Sagte am Montag, er gehe.", [("Sagte", "asserts", ["er gehe"], None, None)]),
    ("Im hieß es, man prüfe das.", [("hieß es", "asserts", ["Im", "man prüfe das"], None, None)]),
    (
        "Aus dem Rathaus hieß es recht knapp und klar, man prüfe das.",
        [("hieß es", "asserts", ["recht knapp und klar, man prüfe das"], "Rathaus", None)],
    ),
    ("Kern sagte bei, er gehe.", [("sagte", "asserts", ["bei, er gehe"], "Kern", None)]),
    ("Eine bestätigte Meldung fehlt.", []),
    ("Kern hat Recht und sagte das auch.", [("sagte", "asserts", ["das auch"], "Kern", None)]),
    ("Der Fund wurde von dort bestätigt.", []),
    (
        "Die „Post“ zitierte Kern mit den Worten: „Nein.“",
        [("zitierte", "asserts", ["„Nein.“"], "Kern", "Die „Post“")],
    ),
    ("Das sei „gut“ sagte Kern.", [("sagte", "asserts", ["Das sei „gut“"], "Kern", None)]),
    ("Kern war dort und bestritt das.", [("bestritt", "denies", ["das"], "Kern", None)]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_german_tags_tell_who_says_what(text: str, expected: list[Row]) -> None:
    found = read(Article(text=text, language="de"))

    def words(at: Range | None) -> str | None:
        return None if at is None else text[at.start : at.end]

    rows = [
        (
            words(tag.cue),
            tag.stance,
            [words(c) for c in tag.content],
            found.stated.get(tag.number),
            words(tag.passer),
        )
        for tag in found.tags
    ]
    assert rows == expected
