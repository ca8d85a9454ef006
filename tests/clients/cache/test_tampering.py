"""x"""


class Bomb:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.target),)


@pytest.mark.parametrize(
    "row",
    [
        "mode = 4, value = :bomb",
        "mode = 4, filename = 'bomb.val', value = NULL",
        "mode = 2, filename = 'secret', value = NULL",
        "mode = 3, filename = 'secret', value = NULL",
        "mode = 1, filename = 'secret'",
        "value = 'text'",
        "value = 7",
        "value = NULL",
        'value = CAST(\'{"parts": [{"n": 1}]}\' AS BLOB)',
        "value = CAST('no json' AS BLOB)",
        "value = X'ff00'",
    ],
)
def test_a_tampered_row_is_a_miss_and_does_nothing(
    loopback: Loopback, ask: Ask, database: Path, tmp_path: Path, row: str
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    marker = tmp_path / "exploded"
    bomb = pickle.dumps(Bomb(marker))
    (database.parent / "bomb.val").write_bytes(bomb)
    secret = database.parent / "secret"
    secret.write_text(json.dumps(GOOD))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"UPDATE Cache SET {row}", {"bomb": bomb} if ":bomb" in row else {})  # noqa: S608 - the rows above
        connection.commit()
    assert ask()[0].usage.attempts == 1
    assert ask()[0].usage.cached
    assert not marker.exists()
    assert secret.exists()


def test_a_pickled_key_is_never_loaded(
    loopback: Loopback, ask: Ask, cache: ReplyCache, database: Path, tmp_path: Path
) -> None:
    loopback.say(chat(GOOD))
    ask()
    marker = tmp_path / "exploded"
    insert = "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 1, X'00')"
    execute(database, insert, pickle.dumps(Bomb(marker)))
    assert ask()[0].usage.cached
    assert cache.info().entries == 2
    assert cache.clear() == 2
    assert not marker.exists()


@pytest.mark.parametrize(
    "key", ["get", "_sql", "disk_min_file_size", "disk_more", "sqlite_nothing"]
)
def test_tampered_settings_cost_at_most_the_cache(
    loopback: Loopback, ask: Ask, database: Path, key: str
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    execute(database, "INSERT OR REPLACE INTO Settings VALUES (?, 'x')", key)
    assert json.loads(ask()[0].text) == GOOD
