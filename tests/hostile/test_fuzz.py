"""Whatever reads what a stranger hands over takes nearly sound inputs, or refuses them with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile.mutation import mutated
from tests.support.hostile.readers import READERS, told
from tests.support.profiles import budget

EXAMPLES = {"template.docx": 4, "template.pptx": 4, "link": 12}  # in the everyday profile: each takes long
EVERYDAY = 20


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_or_refuses(name: str) -> None:
    reader = READERS[name]
    examples = EXAMPLES.get(name, EVERYDAY)

    @budget(examples)
    @given(st.data())
    def takes_or_refuses(data: st.DataObject) -> None:
        sentence = told(reader, mutated(data.draw, reader.seed()))
        assert "Traceback" not in sentence and "{" not in sentence[:1]

    takes_or_refuses()
