from pathlib import Path

import pytest

from summarizer.clients import disk as disk_module
from summarizer.clients.disk import SafeDisk, open_store


@pytest.fixture
def disk(tmp_path: Path) -> SafeDisk:
    return SafeDisk(str(tmp_path))


@pytest.mark.parametrize("key", [1, b"key", ("key",), None, True])
def test_keys_are_str_only(disk: SafeDisk, key: object) -> None:
    with pytest.raises(TypeError):
        disk.put(key)
    with pytest.raises(ValueError, match="not ours"):
        disk.get(key, raw=True)
    assert disk.put("key") == ("key", True)
    assert disk.get("key", raw=True) == "key"
    with pytest.raises(ValueError, match="not ours"):
        disk.get("key", raw=False)


@pytest.mark.parametrize("value", [1, "text", None, ["list"], bytearray(b"x")])
def test_values_are_bytes_only(disk: SafeDisk, value: object) -> None:
    with pytest.raises(TypeError):
        disk.store(value, read=False)
    with pytest.raises(ValueError, match="not ours"):
        disk.fetch(1, None, value, read=False)


def test_no_file_is_read_written_or_removed(disk: SafeDisk, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    with pytest.raises(TypeError):
        disk.store(b"x", read=True)
    for mode, name, read in ((2, "file", False), (1, "file", False), (1, None, True)):
        with pytest.raises(ValueError, match="not ours"):
            disk.fetch(mode, name, b"x", read)
    disk.remove("file")
    assert file.exists()


def test_a_long_value_stays_inside_the_database(tmp_path: Path) -> None:
    store = open_store(tmp_path, 1.0)
    value = b"x" * 1_000_000
    store.set("key", value)
    assert store.get("key") == value
    assert len(store) == store.clear() == 1
    store.close()
    assert {file.name.partition("-")[0] for file in tmp_path.iterdir()} == {"cache.db"}


def test_nothing_is_dropped_however_much_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(disk_module._SETTINGS, "size_limit", 1)  # else a gigabyte
    store = open_store(tmp_path, 1.0)
    for number in range(50):
        store.set(str(number), b"x" * 5_000)
    assert len(store) == 50
    store.close()
