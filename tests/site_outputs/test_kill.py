"""A build that is killed leaves the site wholly old or wholly new, and the next one goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from plugins.site_outputs.output_place import OutputPlace
from tests.support.text_sites import publish_files, tree_of

PROJECT = Path(__file__).resolve().parents[2]
SITES = [
    {f"{number}/index.html": f"site {name}, page {number}" for number in range(first, first + 60)}
    for name, first in (("one", 0), ("two", 20))
]
LOOP = """
import sys
from itertools import cycle
from pathlib import Path
from plugins.site_outputs.output_place import OutputPlace
from tests.support.text_sites import publish_files
from tests.site_outputs.test_kill import SITES
place = OutputPlace(Path(sys.argv[1]))
for files in cycle(SITES):
    publish_files(place, files)
    print("published", flush=True)
"""
KILLS = 25


def test_site_is_whole_after_a_kill_at_any_moment(place: OutputPlace) -> None:
    publish_files(place, SITES[0])
    moments = random.Random(7)

    for _ in range(KILLS):
        _kill_a_build(place, moments.uniform(0.0, 0.06))

        assert tree_of(place.output) in SITES
    publish_files(place, SITES[1])
    assert tree_of(place.output) == SITES[1]


def _kill_a_build(place: OutputPlace, delay: float) -> None:
    """Starts builds in a loop and kills the process `delay` seconds after the first is done."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOOP, str(place.output)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"published\n"
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
