"""Questions: a window or a list of claims, put into a request."""

from answering import reading_of, reply
from summarizer.core.ask.question import (
    ask_again,
    ask_article,
    ask_kinds,
    ask_link,
    ask_synopsis,
    ask_tags,
    tag_words,
)
from summarizer.core.ask.window import cut
from summarizer.core.ask.wire import (
    ArticleForm,
    KindsForm,
    LinkForm,
    SynopsisForm,
    TagsForm,
)

TEXT = (
    "Old Tarn lies where the River Elm ends.\n\n"
    "“Nobody was hurt. The crew had gone ashore,” she said. The skipper denied the leak.\n\n"
    "“Our divers have been down.”"
)


def test_a_small_model_is_asked_whose_tags_and_quotations_these_are() -> None:
    reading = reading_of(TEXT)
    (_, window) = cut(reading, 2, 3)[:2]
    request = ask_tags(reading, window)
    assert issubclass(request.form, TagsForm)
    assert request.sentences == (3, 4)
    assert request.max_tokens == 64 + 48 * 2
    assert request.messages[-1].content == (
        "Names: Old Tarn; River Elm\n"
        "Before: Old Tarn lies where the River Elm ends. "
        "“Nobody was hurt. The crew had gone ashore,” she said.\n"
        "[3] The skipper denied the leak.\n"
        "[4] “Our divers have been down.”\n"
        "T1: The skipper denied\n"
        "Q1: Our divers have been down."
    )


def test_a_large_model_is_asked_for_everything_with_quotations_by_place() -> None:
    reading = reading_of(TEXT)
    (window,) = cut(reading, 120, 3)
    request = ask_article(reading, window, whole=True, max_tokens=900)
    assert (request.form, request.max_tokens) == (ArticleForm, 900)
    lines = request.messages[-1].content.split("\n")
    assert lines[1:5] == [
        "[1] Old Tarn lies where the River Elm ends.",
        "[2] “Nobody was hurt. The crew had gone ashore,” she said.",
        "[3] The skipper denied the leak.",
        "[4] “Our divers have been down.”",
    ]
    assert lines[6:] == [
        "Q1 (in 2): Nobody was hurt. The crew had gone ashore,",
        "Q2 (in 4): Our divers have been down.",
    ]
    assert "two or three sentences" in request.messages[0].content


def test_a_part_of_a_long_article_comes_with_names_and_context_and_no_synopsis() -> None:
    reading = reading_of(TEXT)
    window = cut(reading, 2, 1)[1]
    request = ask_article(reading, window, whole=False, max_tokens=900)
    lines = request.messages[-1].content.split("\n")
    assert lines[0] == "Names in the article: Old Tarn; River Elm"
    assert lines[3] == "(Only the sentences below are asked about; those above are context.)"
    assert lines[4].startswith("[3] ")
    assert "an empty list" in request.messages[0].content


def test_a_quotation_over_several_sentences_is_placed_by_the_first_and_the_last() -> None:
    long = " ".join(f"We looked at dock number {n} and found it dry and clean." for n in range(30))
    reading = reading_of(f"The chief spoke. “{long}”")
    (window,) = cut(reading, 120, 3)
    lines = ask_article(reading, window, whole=True, max_tokens=9).messages[-1].content.split("\n")
    (place,) = (line.split(":")[0] for line in lines if line.startswith("Q1"))
    assert place == f"Q1 (in 2-{len(reading.sentences)})"


def test_small_models_see_the_two_ends_of_a_long_quotation() -> None:
    words = " ".join(f"number {n}" for n in range(60))
    reading = reading_of(f"“We count {words} and stop.”")
    (window,) = cut(reading, 120, 3)
    asked = ask_tags(reading, window).messages[-1].content
    line = next(line for line in asked.split("\n") if line.startswith("Q1: "))
    assert line.startswith("Q1: We count number 0")
    assert line.endswith("number 59 and stop.")
    assert " … " in line
    assert len(line) <= 210


def test_only_the_last_names_before_a_place_are_shown() -> None:
    names = [f"Ada {chr(65 + n)}olm" for n in range(15)]
    met = " ".join(f"We met {name}." for name in names)
    reading = reading_of(f"{met} Later we met Ada Aolm again. They said no. Then came Udo Kern.")
    window = next(w for w in cut(reading, 1, 0) if w.unstated)
    first = ask_tags(reading, window).messages[-1].content.split("\n")[0]
    assert first == f"Names: {'; '.join([names[0], *names[4:]])}"


def test_a_tag_is_shown_from_its_source_to_its_cue() -> None:
    reading = reading_of("The pier is shut, said Udo Kern. It is open, according to the mayor.")
    assert [tag_words(reading, t) for t in reading.tags] == [
        "said Udo Kern",
        "according to the mayor",
    ]


def test_in_a_language_without_lexicon_a_tag_is_its_sentence() -> None:
    reading = reading_of("市长说：“桥关闭了。”", "zh")
    (tag,) = reading.tags
    assert tag_words(reading, tag) == "市长说：“桥关闭了。”"


def test_links_kinds_and_synopsis_are_asked_over_numbered_lists() -> None:
    link = ask_link("The mayor confirmed: it", ["The pier is shut", "A barge sank"])
    assert link.form is LinkForm
    kinds = ask_kinds([("Udo Kern", "said Udo Kern"), ("HAT", "")])
    assert issubclass(kinds.form, KindsForm)
    assert kinds.messages[-1].content == "1. Udo Kern (said Udo Kern)\n2. HAT"
    synopsis = ask_synopsis([(1, "reported", "The pier is shut"), (2, "denied", "It burned")])
    assert synopsis.form is SynopsisForm
    assert synopsis.messages[-1].content == "1. [reported] The pier is shut\n2. [denied] It burned"
    assert [r.sentences for r in (link, kinds, synopsis)] == [(), (), ()]


def test_a_second_try_shows_the_first_answer_and_what_failed() -> None:
    first = ask_link("The mayor confirmed: it", ["The pier is shut"])
    again = ask_again(first, reply(LinkForm(about=7)), ["there is no statement 7"])
    assert again.messages[:-2] == first.messages
    assert again.messages[-2].role == "assistant"
    assert again.messages[-2].content == '{"about":7}'
    assert "- there is no statement 7\n" in again.messages[-1].content
    assert (again.form, again.max_tokens) == (first.form, first.max_tokens)
