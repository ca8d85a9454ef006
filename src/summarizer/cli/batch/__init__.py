"""`summarizer batch`, along the way of the data.

`intake` reads the inputs, `meter` how far; `todo` gives what is not `done`; `running` brings it to
`rows` and `failures`, counted in the `tally`, `shown` as `headway`. `estimate` only looks.
"""

from .command import batch

__all__ = ["batch"]
