"""Settings of `publish`: the public address, and a build that stops at notes too."""

import os

from pelicanconf import *  # noqa: F403 - all settings of the site, then those that differ
from pelicanconf import SITEURL as LOCAL_SITEURL

# The environment wins, so that a workflow can publish a preview elsewhere.
SITEURL = (os.environ.get("SITE_URL") or LOCAL_SITEURL).rstrip("/")
STRICT_BUILD = True
# For where addresses are shared, which those of this machine are not.
PREVIEW_IMAGES = True
