from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index import lexicon
from plugins.search_index.cutting import Cutting
from plugins.search_index.index_files import IndexFiles, inflated
from plugins.search_index.lexicon import Form, backwards, cut_blocks, read_forms, rounded

FORMS = st.dictionaries(
    st.text(st.characters(categories=["L", "N", "M"]), min_size=1, max_size=9).map(str.encode),
    st.builds(
        Form,
        st.integers(1, 5000),
        st.lists(st.sampled_from([b"haus", b"maison", "дом".encode()]), unique=True).map(tuple),
    ),
)


@given(FORMS)
def test_forms_are_read_as_written_but_for_rounding(forms: dict[bytes, Form]) -> None:
    files = IndexFiles(())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "FORMS", Cutting(bits=2, most=60))
        blocks = list(cut_blocks(sorted(forms.items()), files))

    read = [
        (form, entry)
        for block in blocks
        for form, entry in read_forms(block, lambda key: inflated(files.new[key]))
    ]
    assert read == [
        (form, Form(rounded(each.df), each.terms)) for form, each in sorted(forms.items())
    ]


@given(FORMS)
def test_block_names_its_first_and_its_most_frequent_form(forms: dict[bytes, Form]) -> None:
    for block in cut_blocks(sorted(forms.items()), IndexFiles(())):
        assert block.first in forms
        assert block.df == rounded(forms[block.top].df)
        assert block.top >= block.first


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_letters_are_turned_round_not_bytes(text: str) -> None:
    assert backwards(text.encode()).decode() == text[::-1]


@pytest.mark.parametrize(("df", "expected"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 4), (1023, 512)])
def test_df_is_rounded_down_to_a_power_of_two(df: int, expected: int) -> None:
    assert rounded(df) == expected
