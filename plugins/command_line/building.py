"""The commands `build` and `publish`."""

from __future__ import annotations

from pathlib import Path

from plugins.command_line.exit_codes import DONE, WrongUse
from plugins.command_line.opening import open_site
from plugins.site_outputs.settings import is_loopback

__all__ = ["build", "publish"]


def build(
    *, content: Path, output: Path, site_url: str | None, jobs: int | None, fresh: bool
) -> int:
    """Builds the content folder into the output folder.

    Ends with SystemExit and a promised exit code where it does not succeed.
    """
    site = open_site(
        content=content,
        output=output,
        SITEURL=site_url,
        BUILD_JOBS=jobs,
        FRESH_BUILD=fresh or None,
    )
    site.run()
    return DONE


def publish(
    *, content: Path, output: Path, site_url: str | None, jobs: int | None, fresh: bool
) -> int:
    """A strict build for the public address, with publishconf.py."""
    site = open_site(
        content=content,
        output=output,
        settings_file="publishconf.py",
        SITEURL=site_url,
        BUILD_JOBS=jobs,
        FRESH_BUILD=fresh or None,
    )
    url = site.project.settings.site.url
    if is_loopback(url):
        raise WrongUse(
            f"the site's address is {url}, which nobody else can reach;"
            " give the public one with --site-url, SITE_URL or SITEURL"
        )
    site.run()
    return DONE
