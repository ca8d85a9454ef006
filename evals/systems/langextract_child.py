"""Runs in LangExtract's own environment: an article in on stdin, its extractions out on stdout."""

import json
import sys
import warnings

import langextract as lx

PROMPT = (
    "Extract every statement that the article attributes to a source, in order of appearance. "
    "direct_quote: the exact words between quotation marks. reported_speech: what a source is "
    "reported to have said, without the words that name the source. Use exact text for the "
    "extractions, do not paraphrase. Give the speaker's full name as an attribute."
)
EXAMPLE_TEXT = (
    "Two people were hurt when the market hall burned down, mayor Ilse Brandt told Radio Nord. "
    "“We will rebuild it,” she said. The insurer had cancelled the policy in May, according to "
    "the Velden Post."
)
EXAMPLES = [
    lx.data.ExampleData(
        text=EXAMPLE_TEXT,
        extractions=[
            lx.data.Extraction(
                extraction_class="reported_speech",
                extraction_text="Two people were hurt when the market hall burned down",
                attributes={"speaker": "Ilse Brandt"},
            ),
            lx.data.Extraction(
                extraction_class="direct_quote",
                extraction_text="We will rebuild it,",
                attributes={"speaker": "Ilse Brandt"},
            ),
            lx.data.Extraction(
                extraction_class="reported_speech",
                extraction_text="The insurer had cancelled the policy in May",
                attributes={"speaker": "Velden Post"},
            ),
        ],
    )
]


def main() -> None:
    """Extract, and print what was found."""
    warnings.simplefilter("ignore")
    question = json.loads(sys.stdin.read())
    config = lx.factory.ModelConfig(
        model_id="local",
        provider="OpenAILanguageModel",
        provider_kwargs={
            "api_key": "none",
            "base_url": question["address"],
            "temperature": 0.0,
            "max_output_tokens": 3_000,
        },
    )
    answer: dict[str, object] = {"error": None, "extractions": []}
    try:
        document = lx.extract(
            text_or_documents=question["text"],
            prompt_description=PROMPT,
            examples=EXAMPLES,
            config=config,
            max_char_buffer=1_000_000,
            show_progress=False,
        )
    except Exception as error:  # noqa: BLE001 - whatever went wrong is the system's result
        answer["error"] = type(error).__name__
    else:
        answer["extractions"] = [
            {
                "text": e.extraction_text,
                "kind": e.extraction_class,
                "speaker": (e.attributes or {}).get("speaker"),
                "interval": (
                    [e.char_interval.start_pos, e.char_interval.end_pos]
                    if e.char_interval and e.char_interval.start_pos is not None
                    else None
                ),
            }
            for e in document.extractions or []
            if e.extraction_text
        ]
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
