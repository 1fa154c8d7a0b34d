"""A build with other settings than the project's: `python -m benchmarks.build_with NAME=VALUE ...`.

What follows the settings is `--content DIR --output DIR`, as for the command `build`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from plugins.command_line.opening import open_site

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Builds; ends with SystemExit and a promised exit code where that does not succeed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("settings", nargs="*")
    parser.add_argument("--content", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    given = parser.parse_args(arguments)
    settings = dict(each.split("=", 1) for each in given.settings)
    open_site(content=given.content, output=given.output, **settings).run()


if __name__ == "__main__":
    main()
