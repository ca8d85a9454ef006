import pytest

from evals.scoring.figures import Confusion, Counts, Share


def test_precision_recall_and_f1_of_counts() -> None:
    # of 4 gold ones 2 are found, by 3 of the 6 predicted ones
    counts = Counts(gold=4, predicted=6, hits_gold=2, hits_predicted=3)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)
    counts = Counts(gold=4, predicted=2, hits_gold=1, hits_predicted=1)
    assert (counts.precision, counts.recall) == (0.5, 0.25)
    assert counts.f1 == pytest.approx(1 / 3)


def test_figures_of_nothing() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert Counts(gold=2).f1 == 0.0
    assert Counts(predicted=2).f1 is None
    assert Share().value is None
    assert Confusion().macro_f1 is None


def test_articles_are_added_up_before_dividing() -> None:
    counts = Counts(gold=1, predicted=1, hits_gold=1, hits_predicted=1)
    counts.add(Counts(gold=3, predicted=1))
    assert (counts.precision, counts.recall) == (0.5, 0.25)
    share = Share(1, 1)
    share.add(Share(0, 3))
    share.count(right=True)
    assert share.value == 0.4


def test_confusion_gives_f1_by_label_and_its_mean() -> None:
    confusion = Confusion()
    confusion.pairs.update({("a", "a"): 2, ("a", "b"): 1, ("b", None): 1})
    # a: 2 hits, 3 in gold, 2 predicted; b: no hit
    assert confusion.f1_by_label() == {"a": pytest.approx(0.8), "b": 0.0}
    assert confusion.macro_f1 == pytest.approx(0.4)
    assert confusion.count_as(("a",), "b") == Share(1, 3)
    assert confusion.count_as(("a", "b"), "a") == Share(2, 4)
