import json
from pathlib import Path

import pytest
from annotating import case_of, story

from evals.case import Attribution, long_enough, read_cases
from evals.choice import ChoiceError, by_id, some


def test_a_story_gives_its_speech_and_its_positions(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    said = [" ".join(case.text[a:b] for a, b in each.ranges) for each in case.direct]
    assert said == ["Nobody was hurt at all,", "There is no leak at all, and there was none."]
    assert [a.names for a in case.direct] == [("Dana Wirth", "Wirth")] * 2
    assert [a.names[0] for a in case.all] == [
        "Harbour Authority",
        "Dana Wirth",
        "Two dockers",
        "Dana Wirth",
        "Dana Wirth",
    ]
    assert [a.is_named for a in case.all] == [True, True, False, True, True]
    assert case.story == story()


def test_words_that_are_no_speech_are_no_attribution(tmp_path: Path) -> None:
    quotes = [
        {"words": "Nobody was hurt at all,", "kind": "not_speech"},
        {"words": "There is no leak at all,", "kind": "direct", "speaker": None},
    ]
    assert case_of(tmp_path, story(quotes=quotes)).direct == ()


def test_rows_with_attributions_only_are_read(tmp_path: Path) -> None:
    text = "Yes we can and will, Ann said. It rains, they say."
    common = {"group": "1", "kind": "direct", "speaker": "Ann", "speaker_aliases": ["Annie"]}
    row = {
        "id": "a",
        "text": text,
        "lang": "en",
        "quotes": [
            common | {"start": 0, "end": 10, "direct_parts": [[0, 10]], "speaker_type": "named"},
            common | {"start": 11, "end": 19, "direct_parts": [[11, 19]], "speaker_type": "named"},
            {
                "group": "2",
                "kind": "indirect",
                "speaker": None,
                "speaker_type": "pronoun",
                "start": 31,
                "end": 39,
                "direct_parts": [],
            },
        ],
    }
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n", "utf-8")
    (case,) = read_cases(file)
    ann = Attribution(((0, 10), (11, 19)), ("Ann", "Annie"), is_named=True)
    assert (case.direct, case.all[0], case.story) == ((ann,), ann, None)
    assert case.all[1] == Attribution(((31, 39),), (), is_named=False)


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("no place for guesswork", True),
        ("so called", False),
        ("港口昨天关闭", True),
        ("港口关", False),
    ],
)
def test_short_quotations_do_not_count(words: str, *, counts: bool) -> None:
    assert long_enough(words, ((0, len(words)),)) is counts


def test_cases_are_chosen_by_split_language_and_id(tmp_path: Path) -> None:
    ours = case_of(tmp_path)
    assert some([ours], split="dev", language="en") == (ours,)
    assert some([ours], split="test") == some([ours], language="de") == ()
    assert by_id([ours], [ours.id, ours.id]) == (ours,)
    with pytest.raises(ChoiceError, match="The gold has no x, y"):
        by_id([ours], ["x", ours.id, "y"])
