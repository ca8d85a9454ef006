"""A summary as Markdown, for notes."""

import re

from ..schema import Claim, Source, Summary
from .plain import plain
from .wording import Wording

__all__ = ["to_markdown"]

# what CommonMark, tables, footnotes, formulas and tags of the usual dialects are made of
_SPECIAL = re.compile(r"[\\`*_\[\]<|~$#^]|==|%%|&(?=#?\w+;)|:(?=//)|(?<=www)\.|!(?=\[)")
# what is special only where a line begins, as it does after the mark of a list
_LEADING = re.compile(r"^(\d{0,9})([-+=>:.)])")


def to_markdown(summary: Summary) -> str:
    """Write a summary as Markdown: what it says, who says so with the evidence, what failed."""
    wording = Wording(summary)
    lines = [f"# {_escaped(wording.title())}", ""]
    if imprint := wording.imprint():
        lines += [_escaped(imprint), ""]
    if summary.synopsis:
        lines += ["## In short", ""]
        for sentence in summary.synopsis:
            ids = f" ({', '.join(sentence.claims)})" if sentence.claims else ""
            lines.append(f"- {_escaped(sentence.text)}{ids}")
        lines.append("")
    if summary.claims:
        lines += ["## Claims", ""]
        for claim in summary.claims:
            lines += _claim(claim, wording)
        lines.append("")
    if summary.sources:
        lines += ["## Sources", ""]
        lines += [_source(source, wording) for source in summary.sources]
        lines.append("")
    if summary.quotes:
        lines += ["## Quotes", ""]
        lines += [
            f"- **{q.id}** {_escaped(wording.words(q))} – {_escaped(wording.speaker(q))}"
            for q in summary.quotes
        ]
        lines.append("")
    failures = wording.failures()
    if failures:
        lines += ["## Checks that failed", ""]
        lines += [f"- {_escaped(_said(f.about, f.check, f.reason))}" for f in failures]
        lines.append("")
    lines += ["---", "", _escaped(wording.cost()), ""]
    return "\n".join(lines)


def _claim(claim: Claim, wording: Wording) -> list[str]:
    lines = [f"- **{claim.id}** {_escaped(claim.text)} – *{claim.status}*"]
    for position in claim.positions:
        evidence = " … ".join(plain(span.text) for span in position.evidence)
        shown = f": “{evidence}”" if evidence else ""
        lines.append(f"    - {_escaped(wording.stand(position) + shown)}")
    return lines


def _source(source: Source, wording: Wording) -> str:
    background = wording.background(source)
    known = f" ({background})" if background else ""
    name = _escaped(source.name)
    return f"- **{source.id}** {name} – {_escaped(wording.kind(source) + known)}"


def _said(about: str, check: str, reason: str) -> str:
    return ": ".join(part for part in (about, check, reason) if part)


def _escaped(text: str) -> str:
    """Escape whatever Markdown would obey, so that the words are shown as they are."""
    text = _SPECIAL.sub(lambda m: "".join(f"\\{c}" for c in m.group()), plain(text))
    return _LEADING.sub(r"\1\\\2", text)
