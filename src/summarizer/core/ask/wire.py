"""The wire models: the form in which a model answers. Numbers point; only names are copied.

Small, flat, every field required, no defaults, no free-form objects: the subset of JSON Schema that
OpenAI's strict mode, llama.cpp's grammars, vLLM and Ollama all accept. They are validated leniently
and never leave the core; `core.ground` turns their numbers into spans.
"""

from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from ...schema import Certainty, SourceKind, SourceRole, Stance
from .request import Reply, Result

__all__ = [
    "ArticleForm",
    "ClaimForm",
    "KindForm",
    "KindsForm",
    "LinkForm",
    "PositionForm",
    "QuoteForm",
    "SourceForm",
    "SpeakerForm",
    "SynopsisForm",
    "SynopsisSentenceForm",
    "TagForm",
    "TagsForm",
    "kinds_form",
    "parse",
    "tags_form",
]

_Name = Annotated[str, Field(max_length=300)]
_Statement = Annotated[str, Field(max_length=1_000)]


class Wire(BaseModel):
    """Base of the wire models."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="ignore")


class PositionForm(Wire):
    """Who takes which stand on the claim, and in which sentence that is said."""

    sentence: int
    source: _Name
    via: Annotated[list[_Name], Field(max_length=5)]
    stance: Stance
    certainty: Certainty


class ClaimForm(Wire):
    """A statement, the sentences that carry it, and everybody's position on it."""

    sentences: Annotated[list[int], Field(max_length=20)]
    text: _Statement
    positions: Annotated[list[PositionForm], Field(max_length=20)]


class QuoteForm(Wire):
    """Whether a quotation is speech, and whose."""

    q: int
    speech: bool
    speaker: _Name | None
    via: Annotated[list[_Name], Field(max_length=5)]


class SourceForm(Wire):
    """What a source is; affiliation and expertise as printed."""

    name: _Name
    kind: SourceKind
    role: SourceRole
    affiliation: _Name | None
    expertise: _Name | None


class SynopsisSentenceForm(Wire):
    """One sentence and the numbers of the claims it states, counted from 1."""

    text: _Statement
    claims: Annotated[list[int], Field(max_length=20)]


class ArticleForm(Wire):
    """Everything about one window in one answer: the `large` profile."""

    sources: Annotated[list[SourceForm], Field(max_length=200)]
    claims: Annotated[list[ClaimForm], Field(max_length=400)]
    quotes: Annotated[list[QuoteForm], Field(max_length=400)]
    synopsis: Annotated[list[SynopsisSentenceForm], Field(max_length=10)]


class TagForm(Wire):
    """Who stands behind one attribution tag; null if nobody does."""

    t: int
    source: _Name | None


class SpeakerForm(Wire):
    """Whose words a quotation without a tag is; null if it is not speech."""

    q: int
    speaker: _Name | None


class TagsForm(Wire):
    """The `small` profile's answer: a name for each tag and each quotation asked about."""

    tags: Annotated[list[TagForm], Field(max_length=400)]
    quotes: Annotated[list[SpeakerForm], Field(max_length=400)]


class KindForm(Wire):
    """What the source with this number is."""

    s: int
    kind: SourceKind


class KindsForm(Wire):
    """The answer to the question what each source is."""

    sources: Annotated[list[KindForm], Field(max_length=100)]


class LinkForm(Wire):
    """Which statement an item is about; null if none."""

    about: int | None


class SynopsisForm(Wire):
    """The answer to the synopsis question."""

    synopsis: Annotated[list[SynopsisSentenceForm], Field(max_length=10)]


_Form = TypeVar("_Form", bound=BaseModel)


@cache
def tags_form(tags: int, quotes: int) -> type[TagsForm]:
    """Return the form whose schema asks for exactly so many answers: see `_counted`."""
    return _counted(TagsForm, tags=tags, quotes=quotes)


@cache
def kinds_form(sources: int) -> type[KindsForm]:
    """Return the form whose schema asks for exactly so many answers: see `_counted`."""
    return _counted(KindsForm, sources=sources)


def _counted(form: type[_Form], **counts: int) -> type[_Form]:
    """Make a form of the same name whose schema says how many items each list has.

    A grammar made of it stops a small model that would go on answering. Only told, not demanded: a
    reply with fewer validates, and what it leaves out is asked again.
    """
    fields: dict[str, Any] = {}
    for name, count in counts.items():
        said = Field(json_schema_extra={"minItems": count, "maxItems": count})
        field = form.model_fields[name]
        fields[name] = (Annotated[field.annotation, *field.metadata, said], ...)
    return create_model(form.__name__, __base__=form, __doc__=form.__doc__, **fields)


def parse(form: type[_Form], result: Result | None) -> _Form | None:
    """Read a reply in its form; None if there is no reply, or one that breaks the form.

    A client has validated the reply already; a second driver may not have.
    """
    if not isinstance(result, Reply):
        return None
    try:
        return form.model_validate_json(result.text)
    except ValidationError:
        return None
