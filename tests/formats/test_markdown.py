import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from records import example, written

from summarizer.formats.markdown import to_markdown
from summarizer.formats.plain import plain

_PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False, "typographer": False})
_OURS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "inline", "hr",
    "text", "strong_open", "strong_close", "em_open", "em_close", "text_special",
}  # fmt: skip


def _inline(text: str) -> list[list[Token]]:
    return [token.children or [] for token in _PARSER.parse(text) if token.type == "inline"]


def _texts(text: str) -> list[str]:
    return ["".join(child.content for child in children) for children in _inline(text)]


@pytest.mark.parametrize("name", ["harbour", "brewery", "blackout", "bruecke", "usine", "mina"])
def test_every_item_is_told_in_its_own_line(name: str) -> None:
    summary = example(name)
    texts = _texts(to_markdown(summary))
    for claim in summary.claims:
        assert f"{claim.id} {plain(claim.text)} – {claim.status}" in texts
    assert sum(text.startswith("q") for text in texts) >= len(summary.quotes)
    for source in summary.sources:
        assert any(text.startswith(f"{source.id} {source.name} – ") for text in texts)
    positions = [p for claim in summary.claims for p in claim.positions]
    pieces = [plain(span.text) for p in positions for span in p.evidence]
    assert all(any(piece in text for text in texts) for piece in pieces)


def test_notes_read_well_without_being_rendered() -> None:
    text = to_markdown(example("harbour"))
    assert text.startswith("# harbour\n\n## In short\n\n- A fuel barge broke loose")
    assert (
        "\n- **c3** Diesel from the barge leaked into the inner basin of the port of Tarn."
        " – *disputed*\n"
        "    - two dockers (via Tarn Courier): says so: “diesel had leaked into the inner basin”\n"
        "    - Dana Wirth: denies: “There is no leak,”\n"
    ) in text
    assert "\n## Checks that failed\n" not in text
    assert text.endswith("\n")


def test_a_failed_check_is_told() -> None:
    check = {"name": "sentences_read", "verdict": "failed", "reason": "sentence 3 is lost"}
    text = to_markdown(example("harbour", checks=[check]))
    assert "\n## Checks that failed\n\n- sentences read: sentence 3 is lost\n" in text


HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- gone",
    "[x](javascript:alert) ![y](https://z)",
    "# head",
    "1. one",
    "99) nine",
    "- dash",
    "+ plus",
    "> said",
    "=====",
    "---",
    "***",
    "```code",
    "~~~ code",
    "~~struck~~ ==lit== %%hidden%%",
    "| a | b |",
    "|-|-|",
    "*a* _b_ **c** `d`",
    "back\\slash \\",
    "&amp; &#65; AT&T",
    "$x$ a^2 #tag [^1]: note",
    "https://evil.example www.evil.example",
    "two\n\n# lines\n    code",
    ": term",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_markdown_would_obey_is_shown_as_it_is(hostile: str) -> None:
    text = to_markdown(written(hostile))
    tokens = _PARSER.parse(text)
    used = {t.type for t in tokens} | {c.type for t in tokens for c in t.children or []}
    assert used <= _OURS
    assert f"c1 {plain(hostile)} – denied" in _texts(text)
    assert f"{plain(hostile)} (c1)" in _texts(text)


@given(st.text(alphabet="ab1 .-+=>:)#*_`~[](){}<>!|\\&;$^%/@w\n\t“", min_size=1).filter(plain))
def test_no_text_becomes_markup(text: str) -> None:
    markdown = to_markdown(written(text))
    tokens = _PARSER.parse(markdown)
    used = {t.type for t in tokens} | {c.type for t in tokens for c in t.children or []}
    assert used <= _OURS
    assert f"{plain(text)} (c1)" in _texts(markdown)


def test_addresses_are_no_links() -> None:
    text = to_markdown(written("https://evil.example and www.evil.example"))
    assert "https://" not in text
    assert "www.evil" not in text


def test_a_summary_without_anything_is_a_title_and_a_cost() -> None:
    nothing = {"synopsis": [], "claims": [], "sources": [], "quotes": [], "checks": []}
    text = to_markdown(example("harbour", **nothing, usage={"requests": 2, "repairs": 1}))
    assert text == "# harbour\n\n---\n\n2 questions, 1 asked again, tokens unknown; openai/x\n"


def test_the_publisher_is_told() -> None:
    article = example("harbour").article.model_copy(update={"publisher": "A_B", "byline": "C"})
    text = to_markdown(example("harbour").model_copy(update={"article": article}))
    assert text.startswith("# harbour\n\nA\\_B, C\n\n## In short\n")
