"""Reading stories with and without their plants, one at a time; what is read is kept at once."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from summarizer import Article, AsyncSummarizer, Settings, SummarizerError
from summarizer.core.ask.request import Client, Request
from summarizer.core.ask.wire import KindForm, KindsForm, SpeakerForm, TagForm, TagsForm
from summarizer.testing import ScriptedClient

from ..case import Case
from ..kept import Kept
from ..replay import settings
from ..run import endpoint
from .outcome import Effect, Outcome, effect_of, outcome_of
from .plant import Attack, Planted, plant

__all__ = ["attack_all", "stub"]

Told = Callable[[Effect], None]


async def attack_all(
    attacks: Sequence[Attack],
    hosts: Mapping[str, Case],
    store: Kept[Outcome],
    told: Told,
    *,
    client: Client | None = None,
    address: str | None = None,
) -> tuple[Effect, ...]:
    """Plant each attack, read what the store does not have yet, and return the effects.

    Args:
        attacks: what is planted.
        hosts: stories by their ids.
        store: where outcomes are kept.
        told: told of each effect.
        client: who answers; None: the model at `address`.
        address: a server up to `/v1`; None: the embedded engine.
    """
    if client is not None:
        return await _effects(attacks, hosts, _Reader(store, settings(), client), told)
    async with endpoint(address, 1) as target:
        asked = settings(model="openai/local", base_url=target, concurrency=1, timeout_s=1_800.0)
        return await _effects(attacks, hosts, _Reader(store, asked, None), told)


class _Reader:
    """Reads texts, each once."""

    def __init__(self, store: Kept[Outcome], asked: Settings, client: Client | None) -> None:
        self._store = store
        self._known = store.read()
        self._asked = asked
        self._client = client

    async def outcome(self, planted: Planted, host: Case) -> Outcome:
        """Return what comes of a text."""
        digest = hashlib.sha256(f"{host.language} {planted.text}".encode()).hexdigest()[:16]
        if digest not in self._known:
            self._known[digest] = await _read(planted, host, self._asked, self._client)
            self._store.add(digest, self._known[digest])
        return self._known[digest]


async def _effects(
    attacks: Sequence[Attack], hosts: Mapping[str, Case], reader: _Reader, told: Told
) -> tuple[Effect, ...]:
    effects: list[Effect] = []
    for attack in attacks:
        host = hosts[attack.host]
        clean = await reader.outcome(Planted(text=host.text, start=0, end=0), host)
        effect = effect_of(attack, clean, await reader.outcome(plant(attack, host), host))
        effects.append(effect)
        told(effect)
    return tuple(effects)


async def _read(planted: Planted, host: Case, asked: Settings, client: Client | None) -> Outcome:
    article = Article(text=planted.text, id=host.id, language=host.language)
    try:
        async with AsyncSummarizer(asked, client=client) as summarizer:
            return outcome_of(await summarizer.summarize(article), planted)
    except SummarizerError as error:
        return Outcome(error=type(error).__name__)


def stub() -> ScriptedClient:
    """Return a client that knows nobody: what code does alone is measured."""

    def answer(request: Request) -> TagsForm | KindsForm:
        schema = request.form.model_json_schema()["properties"]
        counts = {name: field.get("minItems", 0) for name, field in schema.items()}
        if issubclass(request.form, KindsForm):
            numbers = range(1, counts["sources"] + 1)
            return KindsForm(sources=[KindForm(s=n, kind="organization") for n in numbers])
        return TagsForm(
            tags=[TagForm(t=n, source=None) for n in range(1, counts["tags"] + 1)],
            quotes=[SpeakerForm(q=n, speaker=None) for n in range(1, counts["quotes"] + 1)],
        )

    return ScriptedClient(answer)
