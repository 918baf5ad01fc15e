"""Make a large municipality: 40 sectors by 60 actions by 3 indicators by 25 columns."""

from __future__ import annotations

import random
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.ingest import IncomingFile

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


def municipality() -> list[IncomingFile]:
    """Gives one final report per sector; the same bytes' worth of content every time."""
    chance = random.Random(2024)  # noqa: S311 - invented data
    return [_report(number, chance) for number in range(1, SECTORS + 1)]


def _report(sector: int, chance: random.Random) -> IncomingFile:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Report"
    sheet.append(["Comune di Prova grande"])
    sheet.append(["PIAO 2024-2026 – Report finale al 31/12/2024"])
    sheet.append([f"Settore: {sector:02} Settore numero {sector}"])
    sheet.append([])
    sheet.append(TITLES)
    for action in range(1, ACTIONS + 1):
        for indicator in range(1, INDICATORS + 1):
            sheet.append(_row(sector, action, indicator, chance))
    _write_red_ink(sheet, chance)
    out = BytesIO()
    workbook.save(out)
    name = f"Report finale 2024 - {sector:02} Settore.xlsx"
    return IncomingFile(name, out.getvalue(), "3 Report finale")


def _row(sector: int, action: int, indicator: int, chance: random.Random) -> list[object]:
    target = chance.randint(20, 400)
    reached = max(0, round(target * chance.uniform(0.6, 1.2)))
    code = f"{sector:02}.{action:02}"
    is_behind = reached < target
    return [
        f"{1 + action % 4} Indirizzo {_phrase(chance, 3)}",
        f"{1 + action % 4}.{1 + action % 3} {_phrase(chance, 4)}",
        f"{1 + action % 4}.{1 + action % 3}.{action} {_phrase(chance, 5)}",
        code,
        f"Azione {action}: {_phrase(chance, 6)}",
        "Miglioramento" if action % 3 else "Ordinaria",
        f"Servizio {_phrase(chance, 2)}",
        f"CC{sector:02}{action:02}",
        "Dirigente di settore",
        "Assessore alla programmazione",
        _phrase(chance, 8),
        _phrase(chance, 8),
        f"{code}.{indicator}",
        f"Numero di {_phrase(chance, 5)} ({indicator})",
        "Crescente",
        "n.",
        round(100 / INDICATORS, 1),
        chance.randint(10, 20),
        f"Gestionale {_phrase(chance, 2)}",
        f">= {target}" if indicator == 1 else target,
        target // 2,
        reached,
        min(100, round(100 * reached / target, 1)),
        _phrase(chance, 20) if is_behind else None,
        _phrase(chance, 6) if indicator == 2 else None,
    ]


def _phrase(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, k=length))


def _write_red_ink(sheet: Worksheet, chance: random.Random) -> None:
    """Turns some texts red: whole cells, and words added at the end of a text."""
    for row in sheet.iter_rows(min_row=6):
        for cell in (row[4], row[10], row[18]):
            share = chance.random()
            if share < _RED_SHARE / 2:
                cell.font = Font(color="FFFF0000")
            elif share < _RED_SHARE:
                red = TextBlock(InlineFont(color="FFFF0000"), " aggiunta proposta")
                cell.value = CellRichText(str(cell.value), red)
