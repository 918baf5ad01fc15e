"""Build .ods files by hand for the tests of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from tests.workbook.building import zipped

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_URN}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("number", "datastyle"),
    )
)


def ods(
    rows: Sequence[Sequence[object]],
    *,
    body: str = "",
    styles: str = "",
    prolog: str = "",
    manifest: str = "",
) -> bytes:
    """Gives an .ods with one sheet: these rows, or a body of table elements written out."""
    rows_xml = "".join(
        f"<table:table-row>{''.join(map(_cell, row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    sheet = f'<table:table table:name="Report">{rows_xml}{body}</table:table>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": prolog + content_xml(sheet, styles),
            "META-INF/manifest.xml": (
                f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0">{manifest}'
                "</manifest:manifest>"
            ),
        }
    )


def content_xml(sheets: str, styles: str = "") -> str:
    """Gives a content.xml with these sheets and automatic styles."""
    return (
        f"<office:document-content {_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )
