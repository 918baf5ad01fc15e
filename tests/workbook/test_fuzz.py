"""A short run of the fuzzer with every test run; long ones are for `tests.workbook.fuzz`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dashboard.workbook import read_workbook
from tests.workbook import fuzz


def test_scratched_workbooks_give_rows_or_a_sentence() -> None:
    outcomes, faults = fuzz.fuzz(seconds=3, seed=2024)

    assert faults == []
    assert sum(outcomes.values()) > 0


def test_fuzzer_damages_what_it_is_given_and_reports_what_breaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(file_name: str, content: bytes) -> None:
        assert content not in fuzz.seeds().values()
        raise KeyError(file_name)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fuzz, "read_workbook", broken)
    _, faults = fuzz.fuzz(seconds=0.2, seed=1)

    assert faults
    assert faults[0].startswith("KeyError")


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls", "xlsb"])
def test_seed_is_a_good_workbook(ending: str) -> None:
    assert read_workbook(f"f.{ending}", fuzz.seeds()[ending]).documents
    chance = random.Random(1)  # noqa: S311 - no secret is made of it
    assert fuzz.scratched(fuzz.seeds()[ending], chance) != fuzz.seeds()[ending]
