"""x"""


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_corrupt_file_is_set_aside_and_a_new_one_made(
    loopback: Loopback,
    ask: Ask,
    database: Path,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    database.parent.mkdir(parents=True)
    database.with_name("cache.db.broken-1").touch()
    database.write_bytes(content)
    ask(question(), question("other"))
    (warning,) = warnings(caplog)
    assert "does not work" in warning
    assert database.with_name("cache.db.broken-2").read_bytes() == content
    assert ask()[0].usage.cached


def test_a_damaged_page_is_a_miss_and_one_warning(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    many = [question(f"{TEXT} {number}") for number in range(30)]
    ask(*many)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((page,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'Cache_key_raw'"
        )
    with database.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    replies = ask(*many)
    assert [reply.usage.attempts for reply in replies] == [1] * 30
    assert len(warnings(caplog)) == 1
    assert database.with_name("cache.db.broken-1").exists()
    ask()
    assert ask()[0].usage.cached


def test_a_locked_file_costs_little_and_warns_once(
    loopback: Loopback, ask: Ask, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    ask()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        replies = ask(*[question(f"{TEXT} {number}") for number in range(5)])
    assert [reply.usage.attempts for reply in replies] == [1] * 5
    assert len(warnings(caplog)) == 1
    assert ask()[0].usage.cached


def test_writing_stops_after_some_failures_while_reading_goes_on(
    cache: ReplyCache, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.put("a", "text")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(4):
            cache.put("b", "text")
        assert cache.get("a") == "text"
    cache.put("b", "text")
    assert (cache.get("a"), cache.get("b")) == ("text", None)
    assert len(warnings(caplog)) == 1


def test_a_folder_that_cannot_be_made_is_a_miss_and_one_warning(
    loopback: Loopback, ask: Ask, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply = lambda _: chat(GOOD)
    settings.cache_dir.write_text("a file is in the way")
    assert [reply.usage.attempts for reply in ask(question(), question())] == [1, 1]
    assert len(warnings(caplog)) == 1
