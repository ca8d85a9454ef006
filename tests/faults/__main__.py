"""`python -m faults`: write the docs anew."""

from .table import PAGE, page

PAGE.parent.mkdir(exist_ok=True)
PAGE.write_text(page(), encoding="utf-8", newline="\n")
