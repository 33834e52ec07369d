"""All bodies of up to three statements over the alphabet of control flow: each comes out as its
runs do. ``make fuzz`` does those of four."""

from __future__ import annotations

import pytest
from comparison import compare
from permutations import programs

pytestmark = pytest.mark.slow

PARTS = 16


@pytest.mark.parametrize("part", range(PARTS))
def test_bodies_of_three_statements(part: int) -> None:
    wrong = [
        str(found)
        for index, source in enumerate(programs(3))
        if index % PARTS == part
        and not (found := compare(source, target=("fc2", "wsgi")[index // PARTS % 2])).agrees
    ]
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("target", ["fc2", "wsgi"])
@pytest.mark.parametrize("size", [0, 1, 2])
def test_shorter_bodies(size: int, target: str) -> None:
    found = [compare(source, target=target) for source in programs(size)]
    assert [str(each) for each in found if not each.agrees] == []


def test_the_alphabet_is_combined_in_every_way() -> None:
    found = [source.partition("start_response):\n")[2] for source in programs(3)]
    assert len(found) == len(set(found)) > 3_000
    assert (
        "    try:\n        raise ValueError('v')\n    finally:\n        return [b'ok']\n" in found
    )
