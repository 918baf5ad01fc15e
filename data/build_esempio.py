"""Write the workbooks of the invented municipality. Run: python data/build_esempio.py

The content is in generator/content/ as tables; generator/ says how each office writes it down.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from generator.content import LATE_SECTOR, sectors
from generator.documents import write_document
from generator.dup import REDS, write_dup
from generator.expected import expected
from generator.faulty import write_faulty
from generator.registry import write_registry

DATA = Path(__file__).resolve().parent
EXPECTED = DATA.parent / "tests" / "data" / "esempio_expected.json"


def build(into: Path) -> None:
    """Writes every workbook of esempio/ and esempio_errori/ below a folder."""
    for direction in REDS:
        write_dup(direction, into / "esempio")
    for sector in sectors():
        for document, year in (("peg", 2024), ("piao", 2024), ("intermedio", 2024)):
            write_document(document, year, sector, into / "esempio")
        if sector.code != LATE_SECTOR:
            write_document("finale", 2024, sector, into / "esempio")
        for document in ("peg", "piao"):
            write_document(document, 2025, sector, into / "esempio")
    write_registry(into / "esempio")
    write_faulty(into / "esempio_errori")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DATA)
    parser.add_argument("--expected", type=Path, default=EXPECTED)
    chosen = parser.parse_args()
    build(chosen.into)
    text = json.dumps(expected(), ensure_ascii=False, indent=2)
    chosen.expected.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
