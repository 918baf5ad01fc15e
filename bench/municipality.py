"""Make a large municipality: 40 sectors by 60 actions by 3 indicators by 25 columns."""

from __future__ import annotations

import random
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.incoming import IncomingFile

SECTORS, ACTIONS, INDICATORS = 40, 60, 3
TITLES = (
    "Indirizzo strategico",
    "Obiettivo strategico",
    "Obiettivo operativo",
    "Codice azione",
    "Azione",
    "Tipo azione",
    "Servizio",
    "Centro di costo",
    "Responsabile",
    "Assessore di riferimento",
    "Soggetti interni coinvolti",
    "Soggetti esterni coinvolti",
    "Codice indicatore",
    "Indicatore",
    "Tipo indicatore",
    "Unità di misura",
    "Peso indicatore",
    "Baseline",
    "Fonte",
    "Target",
    "Target intermedio",
    "Risultato",
    "% di raggiungimento",
    "Motivazione dello scostamento",
    "Note",
)
_RED_SHARE = 0.02
_SENTENCE = (
    "servizi cittadini pratiche digitali scuole strade verde raccolta rifiuti alloggi nidi sport "
    "cultura turismo imprese tributi bilancio personale formazione sicurezza mobilità energia"
)
_WORDS = _SENTENCE.split()


class _Invented:
    """Words by chance; what a code names keeps its name wherever the code stands."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - invented data
        self._names: dict[str, str] = {}

    def phrase(self, length: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=length))

    def name_of(self, code: str, length: int) -> str:
        if code not in self._names:
            # By the code alone: every year of an entity has the same names.
            chance = random.Random(code)  # noqa: S311 - invented data
            self._names[code] = " ".join(chance.choices(_WORDS, k=length))
        return self._names[code]

    def whole(self, lowest: int, highest: int) -> int:
        return self._chance.randint(lowest, highest)

    def share(self, lowest: float = 0, highest: float = 1) -> float:
        return self._chance.uniform(lowest, highest)


def municipality(reference_year: int = 2024, actions: int = ACTIONS) -> list[IncomingFile]:
    """Gives one final report per sector; the same bytes' worth of content every time."""
    invented = _Invented(reference_year)
    sectors = range(1, SECTORS + 1)
    return [_report(number, reference_year, actions, invented) for number in sectors]


def _report(sector: int, year: int, actions: int, invented: _Invented) -> IncomingFile:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Report"
    sheet.append(["Comune di Prova grande"])
    sheet.append([f"PIAO {year}-{year + 2} – Report finale al 31/12/{year}"])
    sheet.append([f"Settore: {sector:02} Settore numero {sector}"])
    sheet.append([])
    sheet.append(TITLES)
    for action in range(1, actions + 1):
        for indicator in range(1, INDICATORS + 1):
            sheet.append(_row(sector, action, indicator, invented))
    _write_red_ink(sheet, invented)
    out = BytesIO()
    workbook.save(out)
    name = f"Report finale {year} - {sector:02} Settore.xlsx"
    return IncomingFile(name, out.getvalue(), "3 Report finale")


def _row(sector: int, action: int, indicator: int, invented: _Invented) -> list[object]:
    target = invented.whole(20, 400)
    reached = max(0, round(target * invented.share(0.6, 1.2)))
    code = f"{sector:02}.{action:02}"
    direction = f"{1 + action % 4}"
    strategic = f"{direction}.{1 + action % 3}"
    operational = f"{strategic}.{action}"
    is_behind = reached < target
    return [
        f"{direction} Indirizzo {invented.name_of(direction, 3)}",
        f"{strategic} {invented.name_of(strategic, 4)}",
        f"{operational} {invented.name_of(operational, 5)}",
        code,
        f"Azione {action}: {invented.name_of(code, 6)}",
        "Miglioramento" if action % 3 else "Ordinaria",
        f"Servizio {invented.phrase(2)}",
        f"CC{sector:02}{action:02}",
        "Dirigente di settore",
        "Assessore alla programmazione",
        invented.phrase(8),
        invented.phrase(8),
        f"{code}.{indicator}",
        f"Numero di {invented.phrase(5)} ({indicator})",
        "Crescente",
        "n.",
        round(100 / INDICATORS, 1),
        invented.whole(10, 20),
        f"Gestionale {invented.phrase(2)}",
        f">= {target}" if indicator == 1 else target,
        target // 2,
        reached,
        min(100, round(100 * reached / target, 1)),
        invented.phrase(20) if is_behind else None,
        invented.phrase(6) if indicator == 2 else None,
    ]


def _write_red_ink(sheet: Worksheet, invented: _Invented) -> None:
    """Turns some texts red: whole cells, and words added at the end of a text."""
    for row in sheet.iter_rows(min_row=6):
        for cell in (row[4], row[10], row[18]):
            share = invented.share()
            if share < _RED_SHARE / 2:
                cell.font = Font(color="FFFF0000")
            elif share < _RED_SHARE:
                red = TextBlock(InlineFont(color="FFFF0000"), " aggiunta proposta")
                cell.value = CellRichText(str(cell.value), red)
