"""Templates as the code that Jinja makes of them, kept from one build to the next.

To make that code costs a tenth of a second, which an author would wait for at each save. It is
kept beside Python's own compiled modules and by their rules, because it is code as they are:
a cache that is handed from machine to machine, such as the parse store, must not hold any.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

__all__ = ["CompiledTemplates"]

_DIGEST_BYTES = 16


class CompiledTemplates(BytecodeCache):
    """One file for each name of a template; the latest build's is kept.

    `salt` stands for all that shapes the code besides the template's text.
    """

    def __init__(self, salt: bytes, folder: Path | None = None) -> None:
        self._salt = salt
        self._folder = folder or Path(cache_from_source(__file__)).parent

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file's name. The folder of a template is left out: its text is compared anyway."""
        return f"template-{blake2b(name.encode(), digest_size=8).hexdigest()}.jinja"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, if what is kept is whole and was made from the same."""
        try:
            data = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        digest, code = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        if digest == self._digest(code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket, where Python may keep its own compiled modules."""
        if sys.dont_write_bytecode:
            return
        code = bucket.bytecode_to_string()
        target = self._folder / bucket.key
        temporary = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
        with suppress(OSError):  # a cache; the next build makes it anew
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(self._digest(code) + code)
            os.replace(temporary, target)

    def _digest(self, code: bytes) -> bytes:
        return blake2b(code, digest_size=_DIGEST_BYTES, key=self._salt[:64]).digest()
