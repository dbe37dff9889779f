"""Pyodide's wheels: taken from a folder, checked, and refused with a wrong byte."""

import hashlib
import json
import subprocess

import distribution
import pytest

CONTENT = {"numpy": b"a wheel", "other": b"another wheel"}


@pytest.fixture
def release(tmp_path, monkeypatch):
    """Make a release of two wheels: its lock, a folder with the wheels, and nothing else to ask."""
    packages = {
        name: {"file_name": f"{name}.whl", "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in CONTENT.items()
    }
    lock = {"info": {"version": "1.2.3"}, "packages": packages}
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "pyodide-lock.json").write_text(json.dumps(lock))
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content in CONTENT.items():
        (folder / f"{name}.whl").write_bytes(content)
    monkeypatch.setattr(distribution, "CORE", tmp_path / "core")
    monkeypatch.setattr(distribution, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(distribution, "NUMPY", ("numpy",))
    monkeypatch.setattr(distribution, "MATPLOTLIB", ("other",))

    def closed(*_, **__):
        raise OSError("no network here")

    monkeypatch.setattr(distribution.urllib.request, "urlopen", closed)

    def no_package(command, **_):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(distribution.subprocess, "run", no_package)
    monkeypatch.setenv("PYODIDE_WHEELS", str(folder))
    return folder


def test_wheels_come_from_the_folder_that_is_named(release):
    found = distribution.wheels()
    assert {name: path.read_bytes() for name, path in found.items()} == CONTENT


def test_what_was_collected_once_is_not_asked_for_again(release, monkeypatch):
    distribution.wheels()
    monkeypatch.delenv("PYODIDE_WHEELS")
    assert set(distribution.wheels()) == set(CONTENT)


def test_a_wheel_with_a_wrong_byte_is_refused(release):
    (release / "numpy.whl").write_bytes(b"b wheel")
    with pytest.raises(ValueError, match=r"numpy\.whl.*sha256.*lock names"):
        distribution.wheels()
    assert not (distribution.KEPT / "numpy.whl").exists()


def test_a_kept_wheel_that_was_damaged_since_is_refused(release):
    distribution.wheels()["numpy"].write_bytes(b"b wheel")
    with pytest.raises(ValueError, match="delete it and build again"):
        distribution.wheels()


def test_without_any_way_every_reason_is_named(release, monkeypatch):
    monkeypatch.delenv("PYODIDE_WHEELS")
    with pytest.raises(distribution.WheelsMissingError) as caught:
        distribution.wheels()
    for words in ("numpy.whl", "other.whl", "PYODIDE_WHEELS names no folder", "no network here"):
        assert words in str(caught.value)


def test_a_folder_that_lacks_a_wheel_leaves_it_to_the_next_way(release, monkeypatch):
    (release / "other.whl").unlink()
    asked = []

    def served(address, timeout):
        asked.append(address)
        return open(release / "kept-elsewhere", "rb")

    (release / "kept-elsewhere").write_bytes(CONTENT["other"])
    monkeypatch.setattr(distribution.urllib.request, "urlopen", served)
    assert distribution.wheels()["other"].read_bytes() == CONTENT["other"]
    assert [address.rsplit("/", 1)[1] for address in asked] == ["other.whl"]
    assert "/v1.2.3/" in asked[0]
