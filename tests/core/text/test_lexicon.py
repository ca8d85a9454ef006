"""The lexicons: what their cues find in sentences of news, and what they leave alone.

All sentences are our own. An expected cue of None is a trap: words that look like reporting
language and are not, or a report that is negated, so that nobody's words are reported.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import chain
from typing import cast

import pytest

from languages import known
from summarizer.core.text.clause import Clause
from summarizer.core.text.cues import find_cues
from summarizer.core.text.lexicon import languages, lexicon, recognise
from summarizer.core.text.range import Range

CODES = ("ar", "de", "en", "es", "fr", "it", "pt", "ru", "zh")


PATTERNS = ("adjuncts", "frames", "named", "quoted_names", "variants")


def first_cue(sentence: str, code: str) -> tuple[str, str] | None:
    """Return the words and the stance of a sentence's first cue."""
    words = known(code)
    if words.words.verb_second:  # its verbs are judged by what stands far from them
        found = find_cues(Clause(sentence, Range(0, len(sentence))), words)
        cues = ((sentence[c.range.start : c.range.end], c.stance) for c in found)
        return next(cues, None)
    for match in words.cue.finditer(sentence):
        if match["idiom"]:
            continue
        group = match.lastgroup or "head"
        head = match[group]  # the reporting words without what stands before them
        _, stance = words.meaning(sentence, Range(match.end() - len(head), match.end()))
        if group in words.words.patterns:
            stance = group
        found = match[0].removeprefix(match["prefix"] or "")
        if words.negation.search(found[: -len(head)]):
            if stance in ("asserts", "disputes", "retracts"):
                continue
            if stance in ("confirms", "denies"):
                return found, "has_not_confirmed"
        return found, stance
    return None


def lists(code: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every list of plain words of a lexicon's file with its key, as written."""
    file = resources.files("summarizer.core.text") / "lexicons" / f"{code}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    for key, value in tables.items():
        if key in ("adjuncts", "frames", "patterns", "leads"):  # those are regular expressions
            continue
        if isinstance(value, dict):
            for inner, entries in cast("dict[str, object]", value).items():
                if isinstance(entries, list):
                    yield f"{key}.{inner}", cast("list[str]", entries)
        elif key == "synonyms":
            yield from ((f"{key}.{number}", entries) for number, entries in enumerate(value))
        elif isinstance(value, list) and key not in PATTERNS:
            yield key, value


ENGLISH = [
    ("The bridge will reopen in May, the harbour office said.", "said", "asserts"),
    ("“Nobody came,” says Ada Finn, a nurse.", "says", "asserts"),
    ("Finn told Radio Tarn that the door was locked.", "told", "asserts"),
    (
        "The mayor has repeatedly insisted that the water is safe.",
        "has repeatedly insisted",
        "asserts",
    ),
    ("According to two drivers, the lights failed.", "According to", "asserts"),
    ("The post was filled in June, the Courier reported.", "reported", "asserts"),
    ("Critics argue the tax hits the poor.", "argue", "asserts"),
    ("The inspectors found that the valve had rusted.", "found that", "asserts"),
    ("It read: “We are closed.”", "It read", "asserts"),
    ("Lund called the plan “a bedtime story”.", "called", "asserts"),
    ("Both districts have asserted that the rules were kept.", "have asserted", "asserts"),
    ("The union put the loss at 12 million.", "put", "asserts"),
    ("The firm confirmed the sale on Monday.", "confirmed", "confirms"),
    ("The minister has since acknowledged the error.", "has since acknowledged", "confirms"),
    ("The army flatly denied the account.", "flatly denied", "denies"),
    ("Police ruled out arson.", "ruled out", "denies"),
    ("The bank dismissed claims that it was short of cash.", "dismissed claims", "denies"),
    ("The union disputed the figure.", "disputed", "disputes"),
    ("She questioned whether the tests were done.", "questioned whether", "disputes"),
    ("The agency retracted the story.", "retracted", "retracts"),
    ("The paper withdrew the claim a day later.", "withdrew the claim", "retracts"),
    ("A spokesman declined to comment.", "declined to comment", "declines_to_comment"),
    (
        "The firm has so far declined to say why.",
        "has so far declined to say",
        "declines_to_comment",
    ),
    (
        "The company did not immediately respond to a request for comment.",
        "did not immediately respond to a request for comment",
        "declines_to_comment",
    ),
    ("The ministry has not confirmed the talks.", "has not confirmed", "has_not_confirmed"),
    ("Velia has yet to confirm the date.", "has yet to confirm", "has_not_confirmed"),
    ("The palace hasn’t confirmed it.", "hasn’t confirmed", "has_not_confirmed"),
    (
        "Officials could neither confirm nor deny the report.",
        "could neither confirm nor deny",
        "has_not_confirmed",
    ),
    ("They would not confirm or deny it.", "would not confirm or deny", "has_not_confirmed"),
    ("The crew put out the fire at a holiday called Harvest Day.", None, None),
    ("A recent poll found a quarter in favour.", "found", "asserts"),
    ("They claim it was stolen.", "claim", "asserts"),
    ("The United States have fifty members.", None, None),
    ("Early reports of damage and questions came in.", None, None),
    ("The wallet was found under a bench and read by nobody.", None, None),
    ("The club posted a loss and withdrew its team.", None, None),
    ("He did not say that.", None, None),
]
GERMAN = [
    ("Die Brücke bleibt gesperrt, sagte der Bürgermeister.", "sagte", "asserts"),
    ("Risse seien entdeckt worden, teilte die Behörde am Dienstag mit.", "teilte", "asserts"),
    ("Wie die Polizei mitteilte, wurde niemand verletzt.", "mitteilte", "asserts"),
    ("Das Amt hat erklärt, der Damm halte.", "hat erklärt", "asserts"),
    ("Nach Angaben der Polizei war er nüchtern.", "Nach Angaben", "asserts"),
    ("Laut Stadtwerken fehlt Gas.", "Laut", "asserts"),
    ("Der Behörde zufolge ist das Wasser sauber.", "zufolge", "asserts"),
    ("Aus dem Rathaus hieß es, man prüfe das.", "hieß es", "asserts"),
    ("„Das reicht nicht“, fügte sie hinzu.", "fügte", "asserts"),
    ("Sie wies darauf hin, dass die Frist läuft.", "wies darauf hin", "asserts"),
    ("Der Verband geht davon aus, dass Preise steigen.", "geht davon aus", "asserts"),
    ("Dehm nannte die Sperrung „eine Katastrophe“.", "nannte", "asserts"),
    ("Beide Seiten haben wiederholt betont, man rede.", "haben wiederholt betont", "asserts"),
    ("Es bleibe dabei, so der Minister.", "so", "asserts"),
    ("Die Werft, so Karin Dehm, sei zahlungsfähig.", "so", "asserts"),
    ("Am Abend gab die Polizei den Namen bekannt.", "gab", "asserts"),
    ("Die Werft bestätigte den Verkauf.", "bestätigte", "confirms"),
    ("Der Trainer räumte ein, Fehler gemacht zu haben.", "räumte ein", "confirms"),
    ("Das Ministerium dementierte den Bericht.", "dementierte", "denies"),
    ("Der Konzern wies die Vorwürfe zurück.", "wies", "denies"),
    ("Er bestritt, dort gewesen zu sein.", "bestritt", "denies"),
    ("Die Gewerkschaft bezweifelt die Zahl.", "bezweifelt", "disputes"),
    ("Die Agentur widerrief ihre Meldung.", "widerrief", "retracts"),
    ("Das Amt wollte sich nicht äußern.", "wollte sich nicht äußern", "declines_to_comment"),
    (
        "Der Sprecher wollte sich zu dem Fall zunächst nicht äußern.",
        "wollte sich zu dem Fall zunächst nicht äußern",
        "declines_to_comment",
    ),
    (
        "Die Firma äußerte sich auf Anfrage nicht.",
        "äußerte sich auf Anfrage nicht",
        "declines_to_comment",
    ),
    (
        "Sie lehnte eine Stellungnahme ab.",
        "lehnte eine Stellungnahme ab",
        "declines_to_comment",
    ),
    (
        "Die Staatskanzlei hat nicht bestätigt, dass es eilt.",
        "hat nicht bestätigt",
        "has_not_confirmed",
    ),
    (
        "Man könne das weder bestätigen noch dementieren.",
        "weder bestätigen noch dementieren",
        "has_not_confirmed",
    ),
    (
        "Die Zeitung konnte die Angaben nicht unabhängig überprüfen.",
        "nicht unabhängig überprüfen",
        "has_not_confirmed",
    ),
    ("Die Angaben ließen sich nicht unabhängig überprüfen.", None, None),  # by nobody
    ("Er hat nicht gesagt, wann er kommt.", None, None),
    ("In dem Bericht stehen Angaben zu einer alten Sage.", None, None),
    ("Die Mitteilung und die Erklärung lagen auf dem Tisch.", None, None),
    ("Es gab keinen Strom, und so die Nacht hindurch.", None, None),
    ("Der Zug weist Mängel auf.", None, None),
]
FRENCH = [
    ("« Nous partons », a déclaré la maire.", "a déclaré", "asserts"),
    ("Il pleuvra, a-t-il ajouté.", "a-t-il ajouté", "asserts"),
    ("« C’est fini », explique Mme Roche.", "explique", "asserts"),
    ("Selon la préfecture, le feu est éteint.", "Selon", "asserts"),
    ("D’après Vaire-Matin, le pont rouvrira.", "D’après", "asserts"),
    (
        "Deux hommes ont été arrêtés, a-t-on appris de source policière.",
        "a-t-on appris de",
        "asserts",
    ),
    ("Le tribunal a également précisé que l’audience est close.", "a également précisé", "asserts"),
    ("L’élue affirme que tout va bien.", "affirme", "asserts"),
    ("La direction fait savoir que l’usine fermera.", "fait savoir", "asserts"),
    ("Le groupe a écrit à ses clients.", "a écrit", "asserts"),
    ("Cordier a qualifié le plan de « fiasco ».", "a qualifié", "asserts"),
    ("Les experts estiment la perte à deux millions.", "estiment", "asserts"),
    ("La ministre a confirmé la visite.", "a confirmé", "confirms"),
    ("Le club reconnaît une erreur.", "reconnaît", "confirms"),
    ("L’ambassade a démenti l’information.", "a démenti", "denies"),
    ("Le suspect nie les faits.", "nie", "denies"),
    ("Le syndicat conteste ce chiffre.", "conteste", "disputes"),
    ("L’opposition met en doute ces résultats.", "met en doute", "disputes"),
    ("Le témoin s’est rétracté.", "s’est rétracté", "retracts"),
    (
        "L’entreprise n’a pas souhaité commenter.",
        "n’a pas souhaité commenter",
        "declines_to_comment",
    ),
    ("La société n’a pas répondu à nos questions.", "n’a pas répondu", "declines_to_comment"),
    ("Le parquet a refusé de commenter.", "a refusé de commenter", "declines_to_comment"),
    (
        "Il s’est refusé à tout commentaire.",
        "s’est refusé à tout commentaire",
        "declines_to_comment",
    ),
    ("Le parquet n’a pas confirmé ces noms.", "n’a pas confirmé", "has_not_confirmed"),
    ("L’armée n’a pas encore confirmé le tir.", "n’a pas encore confirmé", "has_not_confirmed"),
    (
        "Le palais n’a ni confirmé ni démenti la rumeur.",
        "n’a ni confirmé ni démenti",
        "has_not_confirmed",
    ),
    ("Elle n’a pas dit cela.", None, None),
    ("Cette annonce et cette note du juge sont dans le rapport.", None, None),
    ("La demande baisse et le prix augmente.", None, None),
    ("Le prévenu a rejeté la motion.", None, None),
]
SPANISH = [
    ("«No hay peligro», dijo la alcaldesa.", "dijo", "asserts"),
    ("El ministro ha dicho que dimitirá.", "ha dicho", "asserts"),
    ("Según la policía, el coche ardió.", "Según", "asserts"),
    ("De acuerdo con dos vecinos, hubo un golpe.", "De acuerdo con", "asserts"),
    ("La jueza afirmó que el plazo venció.", "afirmó", "asserts"),
    ("El portavoz aseguró que habrá luz.", "aseguró", "asserts"),
    ("El club también anunció un fichaje.", "también anunció", "asserts"),
    ("El sindicato sostiene que eran veinte.", "sostiene", "asserts"),
    ("«Nadie vino», añadió.", "añadió", "asserts"),
    ("Un capataz contó al diario que no había luz.", "contó", "asserts"),
    ("Prieto calificó los sensores de «decorado».", "calificó", "asserts"),
    ("Los expertos advierten de más lluvias.", "advierten", "asserts"),
    ("La empresa confirmó el rescate.", "confirmó", "confirms"),
    ("El Gobierno ha reconocido el fallo.", "ha reconocido", "confirms"),
    ("Robledo negó que hubiera fuego.", "negó", "denies"),
    ("La embajada desmintió la noticia.", "desmintió", "denies"),
    ("El banco rechazó las acusaciones.", "rechazó las acusaciones", "denies"),
    ("La oposición cuestionó los datos.", "cuestionó", "disputes"),
    ("El testigo se retractó.", "se retractó", "retracts"),
    ("La fiscalía declinó hacer comentarios.", "declinó hacer comentarios", "declines_to_comment"),
    ("El alcalde rehusó hacer comentarios.", "rehusó hacer comentarios", "declines_to_comment"),
    ("La firma se negó a comentar el caso.", "se negó a comentar", "declines_to_comment"),
    ("El obispo no quiso hacer comentarios.", "no quiso hacer comentarios", "declines_to_comment"),
    ("Aún no se ha pronunciado.", "Aún no se ha pronunciado", "declines_to_comment"),
    ("El ministerio no ha confirmado esa hipótesis.", "no ha confirmado", "has_not_confirmed"),
    ("La policía todavía no confirmó el nombre.", "todavía no confirmó", "has_not_confirmed"),
    (
        "El partido no confirmó ni desmintió la cifra.",
        "no confirmó ni desmintió",
        "has_not_confirmed",
    ),
    ("No dijo cuándo volverá.", None, None),
    ("La denuncia y la alerta están en dicho informe.", None, None),
    ("La cuenta del banco y la cifra de la cita.", None, None),
    ("El consejo rechazó la oferta de compra.", None, None),
]
ITALIAN = [
    ("«Siamo pronti», ha detto la sindaca.", "ha detto", "asserts"),
    ("Il ministro ha anche dichiarato che partirà.", "ha anche dichiarato", "asserts"),
    ("Secondo la polizia, il treno era fermo.", "Secondo", "asserts"),
    ("Stando alla procura, i conti erano vuoti.", "Stando alla", "asserts"),
    ("«Non è finita», spiega Rossi.", "spiega", "asserts"),
    ("Il comune ha reso noto che il ponte chiude.", "ha reso noto", "asserts"),
    ("L’azienda fa sapere che aspetta.", "fa sapere", "asserts"),
    ("I medici sostengono che il virus rallenta.", "sostengono", "asserts"),
    ("«Ci vuole tempo», ha aggiunto.", "ha aggiunto", "asserts"),
    ("L’agenzia riferisce di due feriti.", "riferisce", "asserts"),
    ("Bruni ha definito il piano «una farsa».", "ha definito", "asserts"),
    ("I tecnici ritengono che piova.", "ritengono", "asserts"),
    ("La società ha confermato la vendita.", "ha confermato", "confirms"),
    ("Il club ammette l’errore.", "ammette", "confirms"),
    ("L’ambasciata ha smentito la notizia.", "ha smentito", "denies"),
    ("L’uomo nega ogni colpa.", "nega", "denies"),
    ("Il gruppo respinge le accuse.", "respinge le accuse", "denies"),
    ("Il sindacato contesta la cifra.", "contesta", "disputes"),
    ("I rivali mettono in dubbio il voto.", "mettono in dubbio", "disputes"),
    ("Il testimone ha ritrattato.", "ha ritrattato", "retracts"),
    (
        "La banca non ha voluto commentare.",
        "non ha voluto commentare",
        "declines_to_comment",
    ),
    (
        "Il prefetto si è rifiutato di commentare.",
        "si è rifiutato di commentare",
        "declines_to_comment",
    ),
    (
        "La ditta non ha rilasciato dichiarazioni.",
        "non ha rilasciato dichiarazioni",
        "declines_to_comment",
    ),
    ("Il governo non ha confermato l’accordo.", "non ha confermato", "has_not_confirmed"),
    (
        "La questura non ha ancora confermato il nome.",
        "non ha ancora confermato",
        "has_not_confirmed",
    ),
    (
        "Il Vaticano non conferma né smentisce.",
        "non conferma né smentisce",
        "has_not_confirmed",
    ),
    ("Non ha detto quando tornerà.", None, None),
    ("Il comunicato e la denuncia sono nel rapporto.", None, None),
    ("La nota è scritta sul retro della lettera.", None, None),
    ("Il giudice ha respinto il ricorso.", None, None),
]
PORTUGUESE = [
    ("“Estamos prontos”, disse a prefeita.", "disse", "asserts"),
    ("O ministro tinha dito que sairia.", "tinha dito", "asserts"),
    ("Segundo a polícia, o carro ardeu.", "Segundo", "asserts"),
    ("De acordo com dois vizinhos, houve fogo.", "De acordo com", "asserts"),
    ("A juíza afirmou que o prazo acabou.", "afirmou", "asserts"),
    ("O clube também anunciou um reforço.", "também anunciou", "asserts"),
    ("“Ninguém veio”, acrescentou.", "acrescentou", "asserts"),
    ("O sindicato garante que eram vinte.", "garante", "asserts"),
    ("Os peritos alertaram para mais chuva.", "alertaram", "asserts"),
    ("A agência noticiou a prisão.", "noticiou", "asserts"),
    ("Lima classificou o plano de “farsa”.", "classificou", "asserts"),
    ("O bispo sublinhou que espera.", "sublinhou", "asserts"),
    ("A empresa confirmou a venda.", "confirmou", "confirms"),
    ("O governo admite o erro.", "admite", "confirms"),
    ("O suspeito negou tudo.", "negou", "denies"),
    ("A embaixada desmentiu a notícia.", "desmentiu", "denies"),
    ("O banco rejeitou as acusações.", "rejeitou as acusações", "denies"),
    ("A oposição contesta o número.", "contesta", "disputes"),
    ("Os rivais puseram em causa o voto.", "puseram em causa", "disputes"),
    ("A testemunha voltou atrás.", "voltou atrás", "retracts"),
    ("A firma recusou-se a comentar.", "recusou-se a comentar", "declines_to_comment"),
    ("O padre não quis comentar.", "não quis comentar", "declines_to_comment"),
    ("A direção não se pronunciou.", "não se pronunciou", "declines_to_comment"),
    ("O governo não confirmou o acordo.", "não confirmou", "has_not_confirmed"),
    ("A polícia ainda não confirmou o nome.", "ainda não confirmou", "has_not_confirmed"),
    (
        "O palácio não confirma nem desmente.",
        "não confirma nem desmente",
        "has_not_confirmed",
    ),
    ("Não disse quando volta.", None, None),
    ("O alerta e a denúncia estão no relatório.", None, None),
    ("A conta do banco e o pedido da nota.", None, None),
    ("O conselho rejeitou a proposta de compra.", None, None),
]
CHINESE = [
    ("桥将于五月重新开放，港务局说。", "说", "asserts"),
    ("“没有人来，”护士周芳说道。", "说道", "asserts"),
    ("周芳告诉记者，门锁着。", "告诉", "asserts"),
    ("据两名司机介绍，灯坏了。", "据", "asserts"),
    ("市长多次强调，水是安全的。", "多次强调", "asserts"),
    ("《晚报》报道称，职位已经填补。", "报道称", "asserts"),
    ("研究表明，水温上升了。", "表明", "asserts"),
    ("学者认为，数字偏低。", "认为", "asserts"),
    ("公司还宣布，工厂将关闭。", "还宣布", "asserts"),
    ("律师辩称，证据不足。", "辩称", "asserts"),
    ("警方呼吁，市民不要靠近。", "呼吁", "asserts"),
    ("公司星期一证实了这笔交易。", "证实了", "confirms"),
    ("部长已承认错误。", "已承认", "confirms"),
    ("军方断然否认了这一说法。", "断然否认", "denies"),
    ("学校澄清，考试没有取消。", "澄清", "denies"),
    ("工会质疑这一数字。", "质疑", "disputes"),
    ("报社收回了报道。", "收回了", "retracts"),
    ("发言人拒绝对此置评。", "拒绝对此置评", "declines_to_comment"),
    ("公司没有回应记者的置评请求。", "没有回应记者的置评请求", "declines_to_comment"),
    ("医院截至发稿尚未回复。", "尚未回复", "declines_to_comment"),
    ("外交部尚未证实会谈。", "尚未证实", "has_not_confirmed"),
    ("官员既未证实也未否认这一报道。", "既未证实也未否认", "has_not_confirmed"),
    ("本报无法独立核实这段视频。", "无法独立核实", "has_not_confirmed"),
    ("这种说法很常见。", None, None),
    ("据悉，工程下月完工。", None, None),
    ("他没有说明原因。", None, None),
    ("中方对此表示欢迎。", None, None),
    ("小说的名称很长。", None, None),
]
RUSSIAN = [
    ("Мост откроют в мае, сообщила портовая служба.", "сообщила", "asserts"),
    ("«Никто не пришёл», — говорит медсестра Ада Финн.", "говорит", "asserts"),
    ("Керн также рассказал, что дверь была заперта.", "также рассказал", "asserts"),
    ("По словам двух водителей, погас свет.", "По словам", "asserts"),
    ("Согласно отчёту, клапан проржавел.", "Согласно", "asserts"),
    ("Мэр неоднократно подчёркивал, что вода чистая.", "неоднократно подчёркивал", "asserts"),
    ("Завод закроют, пишет газета.", "пишет", "asserts"),
    ("Учёные считают, что цифра занижена.", "считают", "asserts"),
    ("Лунд назвал план «сказкой».", "назвал", "asserts"),
    ("Профсоюз полагает, что потери выше.", "полагает", "asserts"),
    ("«Мы открыты», — говорится в письме.", "говорится в", "asserts"),
    ("Фирма в понедельник подтвердила сделку.", "подтвердила", "confirms"),
    ("Министр признал ошибку.", "признал", "confirms"),
    ("Армия решительно опровергла эти сообщения.", "решительно опровергла", "denies"),
    ("Тренер отрицает вину.", "отрицает", "denies"),
    ("Профсоюз оспорил цифру.", "оспорил", "disputes"),
    ("Она усомнилась в выводах.", "усомнилась", "disputes"),
    ("Агентство отозвало сообщение.", "отозвало сообщение", "retracts"),
    (
        "Представитель фирмы отказался от комментариев.",
        "отказался от комментариев",
        "declines_to_comment",
    ),
    ("В компании не ответили на запрос газеты.", "не ответили на запрос", "declines_to_comment"),
    ("Банк не прокомментировал слухи.", "не прокомментировал", "declines_to_comment"),
    ("Министерство не подтвердило переговоры.", "не подтвердило", "has_not_confirmed"),
    ("Дворец пока не подтвердил дату.", "пока не подтвердил", "has_not_confirmed"),
    (
        "Власти отказались подтвердить или опровергнуть сообщение.",
        "отказались подтвердить или опровергнуть",
        "has_not_confirmed",
    ),
    (
        "Проверить эти данные независимо не удалось.",
        "Проверить эти данные независимо не удалось",
        "has_not_confirmed",
    ),
    ("Он не сказал, когда вернётся.", None, None),
    ("Доклад и заявление лежали на столе.", None, None),
    ("Сделка была закрыта в мае.", None, None),
]
ARABIC = [
    ("قال مكتب الميناء إن الجسر سيفتح في مايو.", "قال", "asserts"),
    ("وقالت الممرضة: «لم يأت أحد».", "قالت", "asserts"),
    ("وأضاف أن الباب كان مغلقا.", "أضاف", "asserts"),
    ("بحسب سائقين، انطفأت الأنوار.", "بحسب", "asserts"),
    ("وفقًا للتقرير، كان الصمام صدئا.", "وفقًا", "asserts"),
    ("كما شدد العمدة على أن الماء نظيف.", "شدد", "asserts"),
    ("ذكرت الصحيفة أن المصنع سيغلق.", "ذكرت", "asserts"),
    ("ويرى خبراء أن الرقم منخفض.", "يرى", "asserts"),
    ("أبلغت الشركة العمال أن المصنع سيغلق.", "أبلغت", "asserts"),
    ("وأشار المدير إلى أن العمل مستمر.", "أشار", "asserts"),
    ("حذرت البلدية من أن النهر سيفيض.", "حذرت", "asserts"),
    ("أكدت الشركة الصفقة يوم الاثنين.", "أكدت", "confirms"),
    ("واعترف الوزير بالخطأ.", "اعترف", "confirms"),
    ("نفى الجيش هذه الرواية.", "نفى", "denies"),
    ("ونفت البلدية وجود تسرب.", "نفت", "denies"),
    ("شككت النقابة في الرقم.", "شككت", "disputes"),
    ("سحبت الوكالة الخبر.", "سحبت", "retracts"),
    ("رفض متحدث باسم الشركة التعليق.", "رفض", "declines_to_comment"),
    ("لم ترد الشركة على الأسئلة.", "لم ترد", "declines_to_comment"),
    ("وامتنعت الوزارة عن التعليق.", "امتنعت", "declines_to_comment"),
    ("لم تؤكد الوزارة المحادثات.", "لم تؤكد", "has_not_confirmed"),
    ("ولم يتسن التحقق من الصور.", "لم يتسن", "has_not_confirmed"),
    ("رفضت الشرطة تأكيد النبأ.", "رفضت", "has_not_confirmed"),
    ("لم يقل متى يعود.", None, None),
    ("على ما يبدو كان الطريق مغلقا.", None, None),
    ("كان التقرير والبيان على الطاولة.", None, None),
    ("وصل القطار متأخرا.", None, None),
]
TABLES = {
    "ar": ARABIC,
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "ru": RUSSIAN,
    "zh": CHINESE,
}
ROWS = [(code, *row) for code, table in TABLES.items() for row in table]

PARAGRAPHS = [
    (
        "en",
        (
            "The ferry to the island was late again on Monday, and the people who had waited since "
            "dawn were not amused. It was the third time in a month that the boat had broken down."
        ),
    ),
    (
        "en",
        (
            "Prices for bread have risen by a tenth in this town, but bakers say they earn less "
            "than before, as flour and power cost them more with each delivery."
        ),
    ),
    (
        "de",
        (
            "Die Fähre zur Insel kam am Montag wieder zu spät, und wer seit dem Morgen gewartet "
            "hatte, war nicht erfreut. Es ist das dritte Mal in einem Monat, dass sie ausfällt."
        ),
    ),
    (
        "de",
        (
            "In der Stadt sind die Preise für Brot um ein Zehntel gestiegen, doch die Bäcker "
            "verdienen weniger als zuvor, weil Mehl und Strom auch für sie teurer werden."
        ),
    ),
    (
        "fr",
        (
            "Le bac vers l’île est arrivé lundi avec du retard, et les gens qui attendaient depuis "
            "l’aube ne sont pas contents. C’est la troisième panne du bateau en un mois."
        ),
    ),
    (
        "fr",
        (
            "Dans cette ville, le prix du pain a augmenté d’un dixième, mais les boulangers "
            "gagnent moins qu’avant, car la farine et le courant leur coûtent plus cher."
        ),
    ),
    (
        "es",
        (
            "El transbordador a la isla llegó otra vez tarde el lunes, y la gente que esperaba "
            "desde el alba no estaba contenta. Es la tercera vez en un mes que el barco se avería."
        ),
    ),
    (
        "es",
        (
            "El precio del pan subió una décima parte en la ciudad, pero los panaderos ganan menos "
            "que antes porque la harina y la luz les cuestan más."
        ),
    ),
    (
        "it",
        (
            "Il traghetto per l’isola è arrivato di nuovo in ritardo lunedì, e la gente che "
            "aspettava dall’alba non era contenta. È la terza volta in un mese che si ferma."
        ),
    ),
    (
        "it",
        (
            "Il prezzo del pane è salito di un decimo nella città, ma i fornai guadagnano meno di "
            "prima perché la farina e la luce sono più care anche per loro."
        ),
    ),
    (
        "pt",
        (
            "A balsa para a ilha chegou outra vez tarde na segunda-feira, e as pessoas que "
            "esperavam desde a madrugada não estavam contentes. É a terceira vez num mês."
        ),
    ),
    (
        "pt",
        (
            "O preço do pão subiu um décimo na cidade, mas os padeiros ganham menos do que antes, "
            "porque a farinha e a luz também são mais caras para eles."
        ),
    ),
    (
        "zh",
        (
            "清晨五点半，菜市场的卷帘门照常拉起，门柱上却多了一张告示。街道"
            "办事处在告示中说，市场将于月底关闭，因为房屋已经被鉴定为危房。"
        ),
    ),
    (
        "zh",
        ("大橋將於五月重新開放，市政府表示，工程已經完成，居民可以使用這座橋。"),
    ),
    (
        "ru",
        (
            "Паром на остров в понедельник снова опоздал, и люди, которые ждал"
            "и с рассвета, не были этому рады. Это уже третья поломка за месяц."
        ),
    ),
    (
        "ar",
        (
            "تأخرت العبارة إلى الجزيرة مرة أخرى يوم الاثنين، ولم يكن النا"
            "س الذين انتظروا منذ الفجر سعداء. هذه هي المرة الثالثة في شهر."
        ),
    ),
]


def test_there_is_a_lexicon_for_each_of_our_languages() -> None:
    assert languages() == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_lexicon_loads_by_any_tag_of_its_language(code: str) -> None:
    assert known(code) is lexicon(code)
    assert known(f"{code.upper()}-XX").language == code


def test_a_language_without_a_file_has_no_lexicon() -> None:
    assert lexicon("fi") is None
    assert lexicon("") is None
    assert lexicon(None) is None


@pytest.mark.parametrize("code", CODES)
def test_every_entry_is_lower_case_without_stray_blanks(code: str) -> None:
    for key, entries in lists(code):
        for entry in entries:
            hedge = key.startswith("hedges.")  # matched with their case: German nouns have capitals
            assert hedge or entry == entry.lower(), (key, entry)
            assert entry == " ".join(entry.split()), (key, entry)
            assert entry, key
            assert "’" not in entry, (key, entry)


@pytest.mark.parametrize("code", CODES)
def test_no_list_has_an_entry_twice(code: str) -> None:
    for key, entries in lists(code):
        assert [e for e, n in Counter(entries).items() if n > 1] == [], key


@pytest.mark.parametrize("code", CODES)
def test_no_reporting_words_mean_two_things(code: str) -> None:
    words = known(code).words
    heads = [
        *chain(*words.verbs.values()),
        *chain(*words.prepositions.values()),
        *words.views,
        *words.citing,
        *words.quoting,
        *words.continues,
    ]
    assert [h for h, n in Counter(heads).items() if n > 1] == []
    assert set(heads) == set(known(code).stances)


@pytest.mark.parametrize("code", CODES)
def test_verbs_that_name_an_addressee_are_verbs(code: str) -> None:
    words = known(code).words
    assert words.tells <= set(chain(*words.verbs.values()))


@pytest.mark.parametrize("code", CODES)
def test_words_that_point_back_are_determiners(code: str) -> None:
    words = known(code).words
    assert words.definite <= words.determiners


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_words_for_every_stance(code: str) -> None:
    assert set(known(code).words.verbs) == {
        "asserts",
        "confirms",
        "denies",
        "disputes",
        "retracts",
        "declines_to_comment",
        "has_not_confirmed",
    }
    assert all(known(code).words.verbs.values())


@pytest.mark.parametrize("code", CODES)
def test_the_tables_are_long_enough_to_trust(code: str) -> None:
    assert len(TABLES[code]) >= 25
    assert any(cue is None for _, cue, _ in TABLES[code])


@pytest.mark.parametrize(("code", "sentence", "cue", "stance"), ROWS)
def test_the_cue_of_a_sentence_is_found_with_its_stance(
    code: str, sentence: str, cue: str | None, stance: str | None
) -> None:
    assert first_cue(sentence, code) == (None if cue is None else (cue, stance))


@pytest.mark.parametrize(
    ("code", "sentence", "tag"),
    [
        (
            "en",
            "She said on Monday in a statement that it rains.",
            " on Monday in a statement that",
        ),
        (
            "en",
            "He said in an interview with Radio Tarn that it rains.",
            " in an interview with Radio Tarn that",
        ),
        ("en", "He said it rains.", ""),
        (
            "de",
            "Sie sagte am Montag in einem Interview, dass es regnet.",
            " am Montag in einem Interview, dass",
        ),
        ("de", "Er teilte am Freitagabend mit, dass es regnet.", " am Freitagabend mit, dass"),
        ("de", "Er sagte mit Blick auf den Regen nichts.", ""),
        (
            "fr",
            "Il a déclaré lundi dans un communiqué que tout va.",
            " lundi dans un communiqué que",
        ),
        ("fr", "Elle a dit qu’il pleut.", " qu’"),
        ("es", "Dijo el lunes en un comunicado que llueve.", " el lunes en un comunicado que"),
        ("it", "Ha detto lunedì in una nota che piove.", " lunedì in una nota che"),
        (
            "pt",
            "Disse na segunda-feira em comunicado que chove.",
            " na segunda-feira em comunicado que",
        ),
    ],
)
def test_times_and_places_belong_to_the_tag(code: str, sentence: str, tag: str) -> None:
    words = known(code)
    cue = words.cue.search(sentence)
    assert cue is not None
    tail = words.tail.match(sentence, cue.end())
    assert tail is not None
    assert tail[0] == tag


@pytest.mark.parametrize(
    ("code", "sentence", "certainty"),
    [
        ("en", "Prices may rise.", "possible"),
        ("en", "It will end in May.", None),
        ("en", "It is probably the rope.", "probable"),
        ("de", "Die Arbeit könne zwei Jahre dauern.", "possible"),
        ("de", "Es ist wohl der Regen.", "probable"),
        ("fr", "L’usine pourrait fermer.", "possible"),
        ("fr", "L’homme aurait fui.", "possible"),
        ("fr", "La cause est sans doute le gel.", "probable"),
        ("es", "La presa podría ceder.", "possible"),
        ("es", "El presunto autor huyó.", "possible"),
        ("es", "Otro derrumbe es probable.", "probable"),
        ("it", "L’uomo sarebbe fuggito.", "possible"),
        ("it", "Probabilmente no, è probabilmente il gelo.", "probable"),
        ("pt", "O homem teria fugido.", "possible"),
        ("pt", "A causa é provavelmente o gelo.", "probable"),
        ("pt", "O gelo partiu o cabo.", None),
        ("ru", "Возможно, это лёд.", None),
        ("ru", "Лёд, вероятно, порвал трос.", "probable"),
        ("ar", "قد يغلق المصنع.", "possible"),
        ("zh", "工厂可能关闭。", "possible"),
        ("zh", "绳子断了。", None),
    ],
)
def test_hedges_tell_how_sure_a_statement_is(
    code: str, sentence: str, certainty: str | None
) -> None:
    hedges = known(code).hedges
    assert next((c for c, hedge in hedges.items() if hedge.search(sentence)), None) == certainty


@pytest.mark.parametrize(("code", "paragraph"), PARAGRAPHS)
def test_a_language_is_recognised_by_its_small_words(code: str, paragraph: str) -> None:
    assert recognise(paragraph) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345",
        "Kello soi kahdeksan, ja lumi peitti pihan.",
        "Пором на острів у понеділок знову запізнився, і люди, які чекали, не були раді.",
        "Фериботът до острова отново закъсня в понеделник и хората не бяха доволни.",
        "月曜日、島へのフェリーがまた遅れた。夜明けから待っていた人々は喜ばなかった。今月三回目の故障だ。",
        "کشتی به جزیره دوشنبه دوباره دیر رسید و مردمی که از سحر منتظر بودند خوشحال نبودند.",
    ],
)
def test_a_text_of_no_known_language_is_not_guessed_at(text: str) -> None:
    assert recognise(text) is None
