"""The synopsis of the small profile: the main claims."""

from summarizer.core.record.synopsis import main_claims
from summarizer.schema import Claim, Position


def claims(*texts: str, asserted: tuple[int, ...] = ()) -> list[Claim]:
    """Claims of these texts; those at `asserted` have four positions."""
    stand = {"source": "s1", "stance": "asserts", "certainty": "certain", "evidence": ()}
    return [
        Claim(
            id=f"c{i}",
            text=text,
            wording="verbatim",
            evidence=(),
            status="reported",
            positions=tuple(
                Position.model_validate({"id": f"p{n}", **stand})
                for n in range(4 if i - 1 in asserted else 0)
            ),
        )
        for i, text in enumerate(texts, 1)
    ]


def test_an_article_without_claims_has_no_synopsis() -> None:
    assert main_claims([]) == ()


def test_few_claims_are_all_told_in_the_article_s_own_words() -> None:
    (only,) = main_claims(claims("The barge sank"))
    assert (only.text, only.claims) == ("The barge sank", ("c1",))


def test_four_claims_are_told_in_reading_order() -> None:
    chosen = main_claims(claims("One", "Two", "Six", "Ten", "Two", asserted=(4,)))
    assert [s.claims for s in chosen] == [("c1",), ("c2",), ("c3",), ("c5",)]


def test_the_lead_weighs_most_then_what_other_claims_come_back_to() -> None:
    texts = ["Weather stayed calm", "Ferries sailed", "Shops opened", "Schools closed"]
    chosen = main_claims(claims(*texts, "Harbour barge sank", "harbour barge", "barge Harbour"))
    assert [s.claims[0] for s in chosen] == ["c1", "c2", "c6", "c7"]


def test_a_claim_in_the_headlines_words_is_a_main_one() -> None:
    texts = [
        "Weather stayed calm",
        "Ferries sailed",
        "Shops opened",
        "Schools closed",
        "Night fell",
    ]
    found = claims(*texts, "A barge sank")
    assert [s.claims[0] for s in main_claims(found)] == ["c1", "c2", "c3", "c4"]
    headed = main_claims(found, "Barge SANK at night")
    assert [s.claims[0] for s in headed] == ["c1", "c2", "c5", "c6"]


def test_claims_of_short_words_only_do_no_harm() -> None:
    assert [s.claims for s in main_claims(claims("It is", "so", "a", "b"))] == [
        ("c1",),
        ("c2",),
        ("c3",),
        ("c4",),
    ]
