from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plugins.site_outputs.compiled_templates import CompiledTemplates


@pytest.fixture(autouse=True)
def _python_keeps_compiled_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


class CountingEnvironment(Environment):
    compiled = 0

    def compile(self, *arguments: object, **options: object) -> object:  # type: ignore[override]
        self.compiled += 1
        return super().compile(*arguments, **options)  # type: ignore[call-overload]


def render(folder: Path, text: str = "{{ 1 + 1 }}", salt: bytes = b"one") -> tuple[str, int]:
    """What a template says, and how often one had to be compiled for that."""
    environment = CountingEnvironment(
        loader=DictLoader({"page.html": text}), bytecode_cache=CompiledTemplates(salt, folder)
    )
    return environment.get_template("page.html").render(), environment.compiled


def test_template_is_compiled_once(tmp_path: Path):
    assert render(tmp_path) == ("2", 1)
    assert render(tmp_path) == ("2", 0)


def test_other_text_or_another_salt_compiles_anew(tmp_path: Path):
    render(tmp_path)

    assert render(tmp_path, text="{{ 2 + 2 }}") == ("4", 1)
    assert render(tmp_path, text="{{ 2 + 2 }}", salt=b"other") == ("4", 1)


def test_one_file_is_kept_for_a_name(tmp_path: Path):
    for number in range(5):
        render(tmp_path, text=f"{{{{ {number} }}}}", salt=bytes([number]))

    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 4000])
def test_damaged_file_is_made_anew(damage: bytes, tmp_path: Path):
    render(tmp_path)
    next(tmp_path.iterdir()).write_bytes(damage)

    assert render(tmp_path) == ("2", 1)
    assert render(tmp_path) == ("2", 0)


def test_changed_byte_is_noticed_and_never_run(tmp_path: Path):
    render(tmp_path)
    file = next(tmp_path.iterdir())
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))

    assert render(tmp_path) == ("2", 1)


def test_folder_that_cannot_be_written_does_no_harm(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    assert render(tmp_path / "file") == ("2", 1)


def test_nothing_is_kept_where_python_may_not_keep_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.dont_write_bytecode", True)

    assert render(tmp_path) == ("2", 1)

    assert list(tmp_path.iterdir()) == []
