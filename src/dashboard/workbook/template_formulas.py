"""The formulas of a sheet to hand out: what is still missing in a row, result minus target.

They only help whoever fills the sheet in: nothing of what they work out is ever read back.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from dashboard.domain.model import MeasureKind
from dashboard.texts.labels import MEASURE_KINDS
from dashboard.texts.registry_workbook import YES_NO
from dashboard.texts.template_workbook import ITEM_MARK, ROW_COMPLETE, ROW_LACKS
from dashboard.workbook.template_layout import Need, TemplateColumn

_LOWER_IS_BETTER = (MeasureKind.DECREASING, MeasureKind.DATE)


class RowFormulas:
    """Makes the formulas of the rows of one sheet, whose columns stand from the first on."""

    def __init__(self, columns: Sequence[TemplateColumn], titles: Sequence[str]) -> None:
        self._letters = {
            column.field_name: get_column_letter(number)
            for number, column in enumerate(columns, start=1)
        }
        self._needed = [
            (column, title)
            for column, title in zip(columns, titles, strict=True)
            if column.need is not Need.NEVER
        ]
        written = [column for column in columns if not column.is_computed]
        self._first = self._letters[written[0].field_name]
        self._last = self._letters[written[-1].field_name]

    def missing_words(self, row: int) -> str:
        """Gives the formula that says which required cells of a row are still empty."""
        lacks = [(self._lack(column, row), title) for column, title in self._needed]
        anything = ",".join(lack for lack, _ in lacks)
        named = "&".join(f'IF({lack},"{ITEM_MARK}{title}","")' for lack, title in lacks)
        words = f'IF(OR({anything}),"{ROW_LACKS}"&{named},"{ROW_COMPLETE}")'
        return f'=IF({self._is_begun(row)},{words},"")'

    def deviation(self, row: int) -> str:
        """Gives the formula of result minus target, where both are numbers of the same kind."""
        result, target = self._cell("result", row), self._target(row)
        return f'=IF({self._is_comparable(row)},{result}-{target},"")'

    def lack(self, column: TemplateColumn, row: int) -> str:
        """Gives the condition that a required cell of a row that was begun is empty."""
        return f"AND({self._is_begun(row)},{self._lack(column, row)})"

    def _is_begun(self, row: int) -> str:
        deviation = self._letters.get("deviation")
        begun = f'SUMPRODUCT(--({self._first}{row}:{self._last}{row}<>""))'
        # A formula that shows a number would count as something that a person wrote.
        return f"{begun}>0" if deviation is None else f'{begun}-({deviation}{row}<>"")>0'

    def _lack(self, column: TemplateColumn, row: int) -> str:
        is_empty = f'{self._cell(column.field_name, row)}=""'
        match column.need:
            case Need.UNLESS_EXCLUDED:
                return f"AND({is_empty},NOT({self._is_excluded(row)}))"
            case Need.IF_EXCLUDED:
                return f"AND({is_empty},{self._is_excluded(row)})"
            case Need.IF_WORSE:
                return (
                    f"AND({is_empty},NOT({self._is_excluded(row)}),"
                    f"IF({self._is_comparable(row)},{self._is_worse(row)},FALSE))"
                )
            case Need.IF_OTHERS:
                return f'AND({is_empty},{self._cell("other_services", row)}<>"")'
            case _:
                return is_empty

    def _is_excluded(self, row: int) -> str:
        yes = YES_NO[0][0]
        return f'LEFT({self._cell("is_not_assessable", row)},1)="{yes}"'

    def _is_comparable(self, row: int) -> str:
        """Two numbers, and not 95 % (which is 0.95) beside a target of 90."""
        result, target = self._cell("result", row), self._target(row)
        is_share = f"AND(ABS(N({result}))<=1,ABS(N({target}))>1)"
        return (
            f"AND(ISNUMBER({result}),ISNUMBER({target}),"
            f'NOT(AND({self._cell("unit", row)}="%",{is_share})))'
        )

    def _is_worse(self, row: int) -> str:
        result, target = self._cell("result", row), self._target(row)
        kind = self._cell("measure_kind", row)
        lower = ",".join(f'{kind}="{MEASURE_KINDS[one]}"' for one in _LOWER_IS_BETTER)
        higher = f'{kind}="{MEASURE_KINDS[MeasureKind.INCREASING]}"'
        return (
            f'IF(OR({lower}),{result}>{target},IF(OR({kind}="",{higher}),{result}<{target},FALSE))'
        )

    def _target(self, row: int) -> str:
        """The target that a reason is owed against: at mid-year only that of mid-year."""
        is_mid_year = "target_intermediate" in self._letters
        return self._cell("target_intermediate" if is_mid_year else "target", row)

    def _cell(self, field_name: str, row: int) -> str:
        return f"{self._letters[field_name]}{row}"
