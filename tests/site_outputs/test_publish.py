from __future__ import annotations

import os
import shutil
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.site_outputs.content_files import digest_of
from plugins.site_outputs.output import Output, RenderContext
from plugins.site_outputs.output_place import NotOurs, OutputPlace
from tests.support.text_sites import Text, publish_files, render_digests, text_outputs, tree_of

OLD = {"index.html": "old home", "a/index.html": "a", "b/index.html": "b"}
NEW = {"index.html": "new home", "a/index.html": "a", "c/index.html": "c"}


def test_first_build_publishes_every_output(place: OutputPlace) -> None:
    report = publish_files(place, OLD)

    assert tree_of(place.output) == OLD
    assert (report.rendered, report.removed, report.total) == (3, 0, 3)


def test_unchanged_outputs_are_not_rendered_again(place: OutputPlace) -> None:
    publish_files(place, OLD)

    report = publish_files(place, OLD)

    assert report.rendered == 0
    assert tree_of(place.output) == OLD


def test_only_changed_outputs_are_rendered(place: OutputPlace) -> None:
    publish_files(place, OLD)

    report = publish_files(place, NEW)

    assert (report.rendered, report.removed) == (2, 1)
    assert tree_of(place.output) == NEW


def test_going_back_gives_the_old_site_again(place: OutputPlace) -> None:
    publish_files(place, OLD)
    publish_files(place, NEW)

    publish_files(place, OLD)

    assert tree_of(place.output) == OLD


def test_another_salt_renders_everything_again(place: OutputPlace) -> None:
    publish_files(place, OLD)

    report = publish_files(place, OLD, salt=b"new code")

    assert report.rendered == 3


def test_file_that_somebody_changed_is_made_again(place: OutputPlace) -> None:
    publish_files(place, OLD)
    (place.output / "a/index.html").write_text("tampered")

    publish_files(place, OLD)

    assert tree_of(place.output) == OLD


def test_file_that_somebody_deleted_is_made_again(place: OutputPlace) -> None:
    publish_files(place, OLD)
    publish_files(place, NEW)
    (place.output / "a/index.html").unlink()

    publish_files(place, NEW)

    assert tree_of(place.output) == NEW


def test_file_that_no_output_names_is_removed(place: OutputPlace) -> None:
    publish_files(place, OLD)
    (place.output / "a/stray.txt").write_text("stray")
    (place.output / "stray").mkdir()
    (place.output / "stray/deep.txt").write_text("stray")

    publish_files(place, OLD)

    assert tree_of(place.output) == OLD
    assert not (place.output / "stray").exists()


def test_folder_can_become_a_file_and_back(place: OutputPlace) -> None:
    publish_files(place, {"x/index.html": "folder"})
    publish_files(place, {"x": "file"})

    publish_files(place, {"x/index.html": "folder", "x/y/z.html": "deep"})

    assert tree_of(place.output) == {"x/index.html": "folder", "x/y/z.html": "deep"}


def test_fresh_build_gives_the_same_site(place: OutputPlace) -> None:
    publish_files(place, OLD)
    publish_files(place, NEW)

    report = publish_files(place, NEW, fresh=True)

    assert report.rendered == 3
    assert tree_of(place.output) == NEW


def test_output_stays_a_real_folder(place: OutputPlace) -> None:
    publish_files(place, OLD)
    publish_files(place, NEW)

    assert place.output.is_dir()
    assert not place.output.is_symlink()


def test_open_file_of_the_old_site_can_still_be_read(place: OutputPlace) -> None:
    publish_files(place, OLD)

    with (place.output / "index.html").open() as reader:
        publish_files(place, NEW)
        publish_files(place, OLD | {"index.html": "third home"})

        assert reader.read() == "old home"


def test_folder_that_is_not_ours_is_refused(place: OutputPlace) -> None:
    place.output.mkdir()
    (place.output / "thesis.txt").write_text("three years of work")

    with pytest.raises(NotOurs):
        publish_files(place, OLD)

    assert tree_of(place.output) == {"thesis.txt": "three years of work"}


def test_folder_in_the_place_of_the_site_is_refused(place: OutputPlace) -> None:
    publish_files(place, OLD)
    shutil.rmtree(place.output)
    place.output.mkdir()
    (place.output / "thesis.txt").write_text("three years of work")

    with pytest.raises(NotOurs):
        publish_files(place, OLD)


def test_empty_folder_is_taken(place: OutputPlace) -> None:
    place.output.mkdir(mode=0o750)

    publish_files(place, OLD)

    assert tree_of(place.output) == OLD
    assert place.output.stat().st_mode & 0o777 == 0o750


def test_copied_site_is_known_by_its_content(place: OutputPlace, tmp_path: Path) -> None:
    publish_files(place, OLD)
    elsewhere = tmp_path / "restored"
    shutil.copytree(place.output, elsewhere / "site")
    shutil.copytree(place.state, elsewhere / place.state.name)

    report = publish_files(OutputPlace(elsewhere / "site"), OLD)

    assert report.rendered == 0


DAMAGES = [b"", b"not a record", b"\x00" * 4096]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_record_of_the_site_is_not_believed(place: OutputPlace, damage: bytes) -> None:
    publish_files(place, OLD)
    (place.state / f"tree-{place.output.stat().st_ino}.record").write_bytes(damage)

    publish_files(place, NEW)

    assert tree_of(place.output) == NEW


@pytest.mark.parametrize("damage", DAMAGES)
def test_site_without_any_good_record_is_left_alone(place: OutputPlace, damage: bytes) -> None:
    publish_files(place, OLD)
    for record in place.state.glob("tree-*.record"):
        record.write_bytes(damage)

    with pytest.raises(NotOurs):
        publish_files(place, NEW)

    assert tree_of(place.output) == OLD


def fail(_inputs: Text, _context: RenderContext) -> bytes:
    raise RuntimeError("a plugin's mistake")


def test_failing_render_leaves_the_site_as_it_was(place: OutputPlace) -> None:
    publish_files(place, OLD)
    outputs = [*text_outputs(NEW), Output("z.html", fail, Text(""))]

    with pytest.raises(RuntimeError):
        publish_files(place, outputs)

    assert tree_of(place.output) == OLD
    publish_files(place, NEW)
    assert tree_of(place.output) == NEW


_names = st.sampled_from(["index.html", "a/index.html", "a/b.txt", "c", "d/e/f/g.html", "d/x"])
_sites = st.dictionaries(_names, st.sampled_from(["", "one", "two"]), max_size=6)
_tampering = st.sampled_from(
    [
        "nothing",
        "truncate",
        "delete",
        "stray",
        "lose state of spare",
        "truncate in spare",
        "delete in spare",
        "replace in spare",
    ]
)


@given(st.lists(st.tuples(_sites, _tampering), min_size=2, max_size=6))
def test_any_sequence_of_builds_ends_where_a_fresh_build_would(
    steps: list[tuple[dict[str, str], str]],
) -> None:
    with TemporaryDirectory() as folder:
        place = OutputPlace(Path(folder) / "site")
        for files, tampering in steps:
            publish_files(place, files)
            assert tree_of(place.output) == files
            _tamper(place, tampering)


def _tamper(place: OutputPlace, how: str) -> None:
    files = sorted(path for path in place.output.rglob("*") if path.is_file())
    if how == "stray" and files:
        (place.output / "stray.txt").write_text("stray")
    elif how == "truncate" and len(files) > 1:
        os.truncate(files[0], 0)
    elif how == "delete" and files:
        files[0].unlink()
    elif how == "lose state of spare":
        for spare in place.state.glob("spare-*"):
            shutil.rmtree(spare)
    elif how.endswith("in spare"):
        for spare in place.state.glob("spare-*"):
            _tamper_in_spare(spare, how.split()[0])


def _tamper_in_spare(spare: Path, how: str) -> None:
    files = sorted(path for path in spare.rglob("*") if path.is_file())
    if not files:
        return
    time.sleep(0.01)  # what happens within one tick of a file system's clock, no stamp shows
    data = files[0].read_bytes()
    if how == "truncate":
        os.truncate(files[0], 0)
        return
    files[0].unlink()
    if how == "replace":
        files[0].write_bytes(b"x" * len(data))


def test_link_in_a_folders_place_is_not_taken_for_the_folder(
    place: OutputPlace, tmp_path: Path
) -> None:
    publish_files(place, OLD)
    (place.output / "a").rename(tmp_path / "elsewhere")
    (place.output / "a").symlink_to(tmp_path / "elsewhere")

    publish_files(place, OLD)
    publish_files(place, NEW)

    assert tree_of(place.output) == NEW
    assert not (place.output / "a").is_symlink()


def test_folder_of_another_with_files_of_the_same_names_is_refused(place: OutputPlace) -> None:
    publish_files(place, OLD)
    shutil.rmtree(place.output)
    place.output.mkdir()
    (place.output / "index.html").write_text("another site")
    (place.output / "thesis.txt").write_text("three years of work")

    with pytest.raises(NotOurs):
        publish_files(place, OLD)

    assert "thesis.txt" in tree_of(place.output)


SUMMED = ("a/index.html", "index.html")


def with_sums(files: dict[str, str], *, head: str = "sums") -> list[Output]:
    """Outputs, and one that holds the digests of two of them."""
    return [Output("0-sums", render_digests, Text(head), of=SUMMED), *text_outputs(files)]


def sums_of(files: dict[str, str], *, head: str = "sums") -> str:
    digests = {path: sha256(files[path].encode()).hexdigest() for path in SUMMED}
    return "\n".join([head, *(f"{path} {digest}" for path, digest in digests.items())])


def test_output_of_others_is_made_after_them(place: OutputPlace) -> None:
    publish_files(place, with_sums(OLD))

    assert tree_of(place.output) == {**OLD, "0-sums": sums_of(OLD)}


def test_output_of_others_follows_them_and_only_them(place: OutputPlace) -> None:
    other = {**OLD, "b/index.html": "another b"}
    publish_files(place, with_sums(OLD))

    reports = [publish_files(place, with_sums(files)) for files in (OLD, other, NEW)]

    assert [report.rendered for report in reports] == [0, 1, 3]
    assert tree_of(place.output) == {**NEW, "0-sums": sums_of(NEW)}


def test_output_of_others_follows_its_own_inputs(place: OutputPlace) -> None:
    publish_files(place, with_sums(OLD))

    report = publish_files(place, with_sums(OLD, head="other"))

    assert report.rendered == 1
    assert tree_of(place.output)["0-sums"] == sums_of(OLD, head="other")


def test_tampered_file_does_not_get_into_the_output_of_others(place: OutputPlace) -> None:
    publish_files(place, with_sums(OLD))
    publish_files(place, with_sums(NEW))
    (place.output / "index.html").write_text("tampered")

    publish_files(place, with_sums(OLD))

    assert tree_of(place.output) == {**OLD, "0-sums": sums_of(OLD)}


@pytest.mark.parametrize("has_digests", [True, False])
def test_records_of_older_versions_are_read(place: OutputPlace, has_digests: bool) -> None:
    publish_files(place, OLD)
    for record in place.state.glob("tree-*.record"):
        _, files, folders = msgspec.msgpack.decode(record.read_bytes()[32:])
        names = ("fingerprint", "sha256", "size", "modified_ns", "inode")
        old = {path: dict(zip(names, fact, strict=True)) for path, fact in files.items()}
        for fact in old.values():
            fact["digest"] = "of older versions"
            fact["sha256"] = fact["sha256"].hex() if has_digests else ""
        payload = msgspec.msgpack.encode((1, old, folders))
        record.write_bytes(digest_of(payload).encode() + payload)

    kept = publish_files(place, OLD)
    publish_files(place, with_sums(OLD), salt=b"new code")

    assert kept.rendered == 0
    assert tree_of(place.output) == {**OLD, "0-sums": sums_of(OLD)}
