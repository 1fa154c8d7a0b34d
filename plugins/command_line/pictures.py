"""The command `pictures`: the pictures in README and docs, taken of the real site."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.command_line.built_site import built_site
from plugins.command_line.exit_codes import DONE, MachineTrouble
from plugins.command_line.project import PROJECT_ROOT
from plugins.command_line.testing import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["PICTURES", "Shot", "is_same", "optimised", "pictures"]

FOLDER = PROJECT_ROOT / "docs" / "pictures"
# Machines smooth letters a little differently: this share of the pixels may differ, each by
# any amount, or all of them by this much of 255.
_SHARE = 0.002
_SHADE = 24
_COLOURS = 128
_FLAGS = ("--force-color-profile=srgb", "--hide-scrollbars")
_FRAME = """<!doctype html><meta charset="utf-8"><title>Overview</title><style>
body { margin: 0; padding: 40px; display: flex; gap: 32px; align-items: center;
  width: fit-content; background: #e6e4de }
img { display: block; border-radius: 10px; border: 1px solid #c4c0b6 }
img + img { border: 6px solid #222; border-radius: 26px }
</style>"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A view of a page: its address, the window in CSS pixels, light or dark.

    `ready` is what has to be there before the picture is taken.
    """

    address: str
    width: int
    height: int
    scheme: str = "light"
    ready: str = "h1"


_EXPLAINER = "/explainers/llama-4-release/"
_RESULTS = "#search-results[data-state=done] > li"
# Each picture: one view, or several side by side.
PICTURES: dict[str, tuple[Shot, ...]] = {
    "overview": (Shot(_EXPLAINER, 860, 660), Shot("/", 340, 640, "dark")),
    "explainer-phone": (Shot(_EXPLAINER, 360, 720), Shot(_EXPLAINER, 360, 720, "dark")),
    "search": (
        Shot("/search/?q=open+weights", 860, 660, "light", _RESULTS),
        Shot("/search/?q=open+weights", 340, 640, "dark", _RESULTS),
    ),
}


def pictures(*, content: Path) -> int:
    """Takes all pictures anew; a file whose picture looks the same stays as it is.

    Raises MachineTrouble where Chromium is missing.
    """
    chromium = find_chromium()
    if chromium is None:
        raise MachineTrouble("pictures needs Chromium; `python3 tasks.py test` installs it")
    # Late: of the test tools, which only the commands that need them install.
    from benchmarks.search.chromium import opened_browser

    FOLDER.mkdir(parents=True, exist_ok=True)
    with built_site(content) as (_, url), opened_browser(chromium, *_FLAGS) as browser:
        for name, shots in PICTURES.items():
            _replace(FOLDER / f"{name}.png", _picture(browser, url, shots))
    return DONE


def is_same(old: bytes, new: bytes) -> bool:
    """Whether two pictures look the same to a reader."""
    from PIL import Image, ImageChops

    one, other = (Image.open(BytesIO(data)).convert("RGB") for data in (old, new))
    if one.size != other.size:
        return False
    counts = ImageChops.difference(one, other).convert("L").histogram()
    return sum(counts[_SHADE + 1 :]) <= _SHARE * one.width * one.height


def optimised(data: bytes) -> bytes:
    """A PNG in few colours, which is all that text and areas need."""
    from PIL import Image

    picture = (
        Image.open(BytesIO(data))
        .convert("RGB")
        .quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _replace(path: Path, data: bytes) -> None:
    name = path.relative_to(PROJECT_ROOT)
    if path.exists() and is_same(path.read_bytes(), data):
        print(f"{name}: looks the same")
        return
    path.write_bytes(data)
    print(f"{name}: {len(data) / 1000:.0f} kB")


def _picture(browser: Browser, site: str, shots: tuple[Shot, ...]) -> bytes:
    taken = [_taken(browser, site, shot) for shot in shots]
    images = "".join(
        f'<img alt="" width="{shot.width}" src="data:image/png;base64,{b64encode(data).decode()}">'
        for shot, data in zip(shots, taken, strict=True)
    )
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(_FRAME + images, wait_until="load")
    data = page.locator("body").screenshot()
    page.close()
    return optimised(data)


def _taken(browser: Browser, site: str, shot: Shot) -> bytes:
    wishes: dict[str, Any] = {"color_scheme": shot.scheme, "reduced_motion": "reduce"}
    size: Any = {"width": shot.width, "height": shot.height}
    page = browser.new_page(viewport=size, **wishes)
    page.goto(f"{site}{shot.address}", wait_until="networkidle")
    page.locator(shot.ready).first.wait_for()
    data = page.screenshot(animations="disabled", caret="hide")
    page.close()
    return data
