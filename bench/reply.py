"""What a good model answers about an article of the corpus, in the form that it is asked for."""

import json
import re
from typing import Any

__all__ = ["completion"]

_NUMBERED = re.compile(r"^\[(\d+)\] (.*), ([A-Z]\w+ [A-Z]\w+) said\.$", re.MULTILINE)
_QUOTED = re.compile(r"^\[(\d+)\] “(.*),” ([A-Z]\w+ [A-Z]\w+) said\.$", re.MULTILINE)
_QUESTION = re.compile(r"^Q(\d+) \(in (\d+)\)", re.MULTILINE)
_SENTENCE = re.compile(r"(?:(?<=[.] )|(?<=\n))([^.\n“]*), ([A-Z]\w+ [A-Z]\w+) said\.")
_SPEECH = re.compile(r"“([^”]*),” ([A-Z]\w+ [A-Z]\w+) said\.")
_MAX_CLAIMS = 12


def completion(body: dict[str, Any]) -> bytes:
    """Answer a chat completion's body: our form to our question, a plain record to any other."""
    asked: str = body["messages"][-1]["content"]
    ours = body.get("response_format", {}).get("json_schema", {}).get("name") == "ArticleForm"
    text = json.dumps(_pointing(asked) if ours else _record(asked))
    message: dict[str, object] = {"role": "assistant", "content": text}
    if tools := body.get("tools"):
        call = {"name": tools[0]["function"]["name"], "arguments": text}
        calls = [{"id": "call-1", "type": "function", "function": call}]
        message = {"role": "assistant", "content": None, "tool_calls": calls}
    n_in = sum(len(m["content"]) for m in body["messages"]) // 4
    n_out = len(text) // 4
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "bench",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {
                "prompt_tokens": n_in,
                "completion_tokens": n_out,
                "total_tokens": n_in + n_out,
            },
        }
    ).encode()


def _pointing(asked: str) -> dict[str, object]:
    """Answer with numbers, as `ArticleForm` wants it."""
    said = [m for m in _NUMBERED.findall(asked) if not m[1].startswith("“")][:_MAX_CLAIMS]
    spoken = {place: who for place, _, who in _QUOTED.findall(asked)}
    names = dict.fromkeys([who for _, _, who in said] + [*spoken.values()])
    return {
        "sources": [
            {
                "name": name,
                "kind": "person",
                "role": "other",
                "affiliation": None,
                "expertise": None,
            }
            for name in names
        ],
        "claims": [
            {
                "sentences": [int(number)],
                "text": f"{words}.",
                "positions": [
                    {
                        "sentence": int(number),
                        "source": who,
                        "via": [],
                        "stance": "asserts",
                        "certainty": "certain",
                    }
                ],
            }
            for number, words, who in said
        ],
        "quotes": [
            {"q": int(number), "speech": True, "speaker": spoken.get(place), "via": []}
            for number, place in _QUESTION.findall(asked)
        ],
        "synopsis": [{"text": f"{words}.", "claims": [1]} for _, words, _ in said[:1]],
    }


def _record(asked: str) -> dict[str, object]:
    """Answer with copies, as the schema wants it that everybody writes first."""
    return {
        "claims": [
            {
                "claim": f"{words}.",
                "evidence": f"{words}, {who} said.",
                "source": who,
                "status": "unconfirmed",
            }
            for words, who in _SENTENCE.findall(asked)[:_MAX_CLAIMS]
        ],
        "quotes": [{"quote": words, "speaker": who} for words, who in _SPEECH.findall(asked)],
    }
