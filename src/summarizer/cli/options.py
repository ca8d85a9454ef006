"""Options that several commands have, each written once."""

from typing import Annotated, Literal

import typer

__all__ = [
    "BaseUrl",
    "MaxCost",
    "MaxTokens",
    "Model",
    "NoCache",
    "Profile",
    "ProfileName",
    "Quiet",
    "StepName",
    "WindowSentences",
]

ProfileName = Literal["small", "large"]
StepName = Literal["submit", "status", "collect", "run"]
"""What is done with jobs of a provider's batch."""

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        help="openai/NAME, another PROVIDER/NAME, local, or local:/path/to/it.gguf.",
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Address of an OpenAI-compatible server."),
]
Profile = Annotated[
    ProfileName | None,
    typer.Option(
        help="How the model is asked: small questions, or everything at once. Default: by the"
        " model.",
        show_default=False,
    ),
]
WindowSentences = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Sentences that one request is about.")
]
MaxCost = Annotated[
    float | None,
    typer.Option(
        metavar="USD",
        help="Stop before the next request once all articles together have cost so many dollars.",
    ),
]
MaxTokens = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Likewise once they have taken so many tokens, in and out."
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep replies on disk.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")]
