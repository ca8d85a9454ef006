"""LangExtract 1.7, one worked example, the whole article in one chunk; in its own environment.

Its `openai` and ours cannot be installed together, so it runs as a child process in a virtual
environment of its own (made on first use), over standard input and output.
"""

import asyncio
import json
import sys
from pathlib import Path

from ..case import Case
from ..locate import Locator
from ..prediction import PredictedQuote, PredictedStand, Prediction

__all__ = ["predict"]

_ROOT = Path(__file__).parents[1]
_ENVIRONMENT = _ROOT.parent / ".venv-langextract"
_REQUIREMENT = "langextract[openai]>=1.7,<1.8"


async def predict(case: Case, address: str) -> Prediction:
    """Run it on one article."""
    python = await asyncio.to_thread(_environment)
    child = await asyncio.create_subprocess_exec(
        str(python),
        "-P",  # this module has the name of the library
        str(_ROOT / "systems" / "langextract_child.py"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    question = json.dumps({"text": case.text, "address": address})
    out, _ = await child.communicate(question.encode())
    if child.returncode:
        return Prediction(id=case.id, error=f"exit {child.returncode}")
    answer = json.loads(out)
    if answer["error"]:
        return Prediction(id=case.id, error=answer["error"])
    locator = Locator(case.text)
    stands: list[PredictedStand] = []
    quotes: list[PredictedQuote] = []
    n_lost = 0
    for item in answer["extractions"]:
        # its own alignment; what it could not align is looked up as for everybody else
        at = item["interval"]
        ranges = ((at[0], at[1]),) if at else locator.find(item["text"])
        if not ranges:
            n_lost += 1
            continue
        stands.append(PredictedStand(ranges=ranges, source=item["speaker"]))
        if item["kind"] == "direct_quote":
            quotes.append(PredictedQuote(ranges=ranges, speaker=item["speaker"]))
    return Prediction(
        id=case.id,
        quotes=tuple(quotes),
        stands=tuple(stands),
        n_texts=len(answer["extractions"]),
        n_lost=n_lost,
    )


def _environment() -> Path:
    """The interpreter of its environment, made if it is not there."""
    python = _ENVIRONMENT / "bin" / "python"
    if not python.exists():
        import subprocess  # noqa: PLC0415

        pip = [str(python), "-m", "pip", "install", "--quiet", _REQUIREMENT]
        subprocess.run([sys.executable, "-m", "venv", str(_ENVIRONMENT)], check=True)  # noqa: S603
        subprocess.run(pip, check=True)  # noqa: S603
    return python
