from evals.case import Attribution
from evals.scoring.attributions import score_attributions
from evals.scoring.figures import Counts, Share

TEXT = "aaaaa bbbbb ccccc ddddd eeeee fffff"
A, B, C, D = (0, 5), (6, 11), (12, 17), (18, 23)
ANN = Attribution((A,), ("Ann Smith", "Smith"), is_named=True)
BOB = Attribution((B,), ("Bob Jones",), is_named=True)
SOMEBODY = Attribution((C,), ("two clerks",), is_named=False)
NOBODY = Attribution((D,), (), is_named=False)


def test_words_and_source_must_both_be_right_for_a_joint_hit() -> None:
    score = score_attributions(TEXT, [ANN, BOB], [((A,), "Smith"), ((B,), "Ann Smith")])
    assert score.partial == Counts(2, 2, 2, 2)
    assert score.exact == Counts(2, 2, 2, 2)
    assert score.joint == Counts(2, 2, 1, 1)
    assert score.named == Share(1, 2)
    assert [is_right for _, is_right in score.matches] == [True, False]


def test_what_is_missed_costs_recall_and_what_is_extra_precision() -> None:
    score = score_attributions(TEXT, [ANN, BOB], [((A,), "Smith"), ((C,), "Smith"), ((D,), None)])
    assert (score.joint.precision, score.joint.recall) == (1 / 3, 1 / 2)
    assert score.joint.f1 == 0.4


def test_a_described_source_need_not_match_but_is_counted() -> None:
    gold = [SOMEBODY, NOBODY]
    score = score_attributions(TEXT, gold, [((C,), "a spokesman"), ((D,), "Ann Smith")])
    assert score.joint == Counts(2, 2, 2, 2)
    assert score.named == Share(0, 0)
    assert score.described == Share(0, 1)
    score = score_attributions(TEXT, gold, [((C,), "the two clerks")])
    assert score.described == Share(1, 1)


def test_a_quotation_that_is_split_is_one_whole_hit() -> None:
    split = Attribution((A, B), ("Ann Smith",), is_named=True)
    score = score_attributions(TEXT, [split], [((A,), "Smith"), ((B,), "Smith")])
    assert score.joint == Counts(1, 2, 1, 2)
    assert (score.joint.precision, score.joint.recall) == (1.0, 1.0)


def test_one_that_joins_two_of_one_source_is_both() -> None:
    second = Attribution((B,), ANN.names, is_named=True)
    score = score_attributions(TEXT, [ANN, second], [((A, B), "Smith")])
    assert score.joint == Counts(2, 1, 2, 1)
    assert score.named == Share(2, 2)


def test_exact_is_nine_tenths_of_the_union() -> None:
    score = score_attributions(TEXT, [ANN], [(((0, 4),), "Smith")])
    assert (score.partial.f1, score.exact.f1, score.joint.f1) == (1.0, 0.0, 1.0)


def test_nothing_at_all() -> None:
    score = score_attributions(TEXT, [], [])
    assert (score.joint.f1, score.named.value, score.matches) == (None, None, [])
