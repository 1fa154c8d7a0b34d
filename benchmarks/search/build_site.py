"""Builds a site, on demand without its search: `python build_site.py CONTENT OUTPUT [NAME...]`.

The NAMEs are of plugins that are left out. It runs as a command of its own, so that what it
costs can be counted; `tasks.py build` has no such option.
"""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def main(content: str, output: str, left_out: list[str]) -> None:
    """Builds the content folder into the output folder."""
    sys.path.insert(0, str(_ROOT))
    import pelicanconf
    from plugins.command_line.opening import open_site

    barred = {f"plugins.{name}.plugin" for name in left_out}
    kept = [plugin for plugin in pelicanconf.PLUGINS if plugin.__name__ not in barred]
    if len(kept) != len(pelicanconf.PLUGINS) - len(barred):
        raise SystemExit(f"not all of these are plugins: {', '.join(left_out)}")
    open_site(content=Path(content), output=Path(output), PLUGINS=kept).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
