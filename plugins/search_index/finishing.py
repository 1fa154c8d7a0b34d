"""The last steps of an index, made anew or brought up to date: the head, the state."""

from __future__ import annotations

from collections import Counter

from plugins.search_index.head import IndexParts, add_head, listed_facts
from plugins.search_index.index import IndexState, Source
from plugins.search_index.index_files import IndexFiles

__all__ = ["finished"]


def finished(
    parts: IndexParts,
    source: Source,
    files: IndexFiles,
    form_counts: dict[bytes, int],
    other_terms: Counter[tuple[bytes, bytes]],
) -> IndexState:
    """The state of an index from its parts, with its head."""
    facts = source.known or listed_facts(source, files)
    files.named.update(facts.files)
    head = f"head/{add_head(parts, source, files, facts)}"
    own = {f"records/{name}" for name in parts.packs}
    own.update(f"forms/{block.name}" for block in (*parts.forward, *parts.backward))
    own.update(key for shard in parts.terms for key in shard.files)
    return IndexState(
        key=source.key,
        digests=source.digests,
        lengths=parts.lengths,
        text_total=parts.text_total,
        title_total=parts.title_total,
        terms=list(parts.terms),
        forward=list(parts.forward),
        backward=list(parts.backward),
        form_counts=form_counts,
        other_terms=[(form, term, count) for (form, term), count in sorted(other_terms.items())],
        packs=list(parts.packs),
        head=head,
        other_files=sorted(files.named - own - {head}),
        retired=[],
        aliases=source.aliases_digest,
        listing=source.listing,
        bodies=list(source.bodies),
        facts=facts,
    )
