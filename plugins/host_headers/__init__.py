"""Host headers: what a host that reads `/_headers` is asked to send with the site's files."""

from plugins.host_headers.headers import build_headers

__all__ = ["build_headers"]
