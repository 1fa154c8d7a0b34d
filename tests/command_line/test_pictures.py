from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.command_line.pictures import FOLDER, PICTURES, is_same, optimised, pictures
from plugins.command_line.project import PROJECT_ROOT
from tests.support.everything import write_everything

WORDS = [path.read_text(encoding="utf-8") for path in PROJECT_ROOT.glob("docs/*.md")]
WORDS.append((PROJECT_ROOT / "README.md").read_text(encoding="utf-8"))


def png(shade: int = 200, *, size: int = 100, changed: int = 0) -> bytes:
    picture = Image.new("RGB", (size, size), (shade, shade, shade))
    for number in range(changed):
        picture.putpixel((number % size, number // size), (0, 0, 0))
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


@pytest.mark.parametrize("other", [png(), png(210), png(changed=20)])
def test_picture_that_looks_the_same_is_the_same(other: bytes) -> None:
    assert is_same(png(), other)


@pytest.mark.parametrize("other", [png(150), png(changed=21), png(size=101)])
def test_picture_that_looks_different_is_another(other: bytes) -> None:
    assert not is_same(png(), other)


def test_optimised_picture_is_smaller_and_looks_the_same() -> None:
    noise = Image.effect_noise((80, 80), 5).convert("RGB")
    target = BytesIO()
    noise.save(target, "PNG")

    made = optimised(target.getvalue())

    assert len(made) < len(target.getvalue())
    assert is_same(target.getvalue(), made)


def test_every_picture_is_shown_somewhere_and_made_by_the_task() -> None:
    there = {path.stem for path in FOLDER.glob("*.png")}

    assert there == set(PICTURES)
    text = "".join(WORDS)
    assert [name for name in there if f"pictures/{name}.png" not in text] == []


@pytest.mark.browser
def test_task_takes_all_pictures_and_leaves_those_that_look_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("plugins.command_line.pictures.FOLDER", tmp_path / "pictures")
    monkeypatch.setattr("plugins.command_line.pictures.PROJECT_ROOT", tmp_path)
    write_everything(tmp_path / "content")

    first = pictures(content=tmp_path / "content")
    made = times(tmp_path / "pictures")
    capsys.readouterr()
    second = pictures(content=tmp_path / "content")

    said = capsys.readouterr().out
    assert (first, second) == (0, 0)
    assert sorted(made) == sorted(f"{name}.png" for name in PICTURES)
    assert [f"pictures/{name}: looks the same" in said for name in made] == [True] * len(made)
    assert made == times(tmp_path / "pictures")
