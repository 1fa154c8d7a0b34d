from __future__ import annotations

import pytest

from plugins.explainers.site import Site


class FakeContext:
    """Files by path and digest."""

    def content_file(self, path: str, digest: str) -> bytes:
        return f"content {path} {digest}".encode()

    def theme_file(self, path: str, digest: str) -> bytes:
        return f"theme {path} {digest}".encode()


@pytest.fixture
def site() -> Site:
    return Site(name="Explained", url="https://example.org/archive")


@pytest.fixture
def context() -> FakeContext:
    return FakeContext()
