"""Documents that must not drift from the code they describe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.domain import model
from dashboard.domain.fields import FIELD_TYPES
from dashboard.texts.registry import SECTION_LABELS
from dashboard.workbook.registry_layout import registry_columns
from tools.screenshots import SIZES, picture_path, views

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

# Composite columns ("1.2 Città digitale") fill the two fields that are in the glossary.
FIELD_NAMES = sorted(FIELD_TYPES)
ENUMS = [
    model.DocumentKind,
    model.Period,
    model.MeasureKind,
    model.ResultStatus,
    model.DupStatus,
    model.ActionKind,
    model.AchievementBasis,
    model.ProposalKind,
]


@pytest.mark.parametrize("field_name", FIELD_NAMES)
def test_every_field_of_a_sheet_is_in_the_glossary(field_name: str) -> None:
    assert f"`{field_name}`" in GLOSSARY


@pytest.mark.parametrize("enum", ENUMS)
def test_every_word_of_the_model_is_in_the_glossary(enum: type) -> None:
    missing = [str(member) for member in enum if f"`{member}`" not in GLOSSARY]  # type: ignore[attr-defined]

    assert missing == []


def test_every_file_the_readme_links_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)

    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda one: one.name)
def test_every_file_that_a_document_links_exists(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[)#]", document.read_text(encoding="utf-8"))

    assert [
        link for link in links if "://" not in link and not (document.parent / link).exists()
    ] == []


def test_every_section_that_the_guide_leads_to_is_there() -> None:
    guide = (ROOT / "docs" / "guida.md").read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", guide, re.M)
    places = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}

    assert [link for link in re.findall(r"\]\(#([^)]+)\)", guide) if link not in places] == []


@pytest.mark.parametrize("size", SIZES)
def test_every_page_has_a_picture_of_every_size(size: str) -> None:
    folder = ROOT / "docs" / "img"

    names = {view.name for view in views()}
    assert {name for name in names if not picture_path(folder, name, size).exists()} == set()


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.M))

    assert {t for t in targets if not re.search(rf"^{t}:", makefile, re.M)} == set()


def test_no_document_or_constraint_names_a_package_index() -> None:
    named = re.compile(r"index-url|find-links|/simple/")
    files = [
        ROOT / "constraints.txt",
        ROOT / "pyproject.toml",
        ROOT / "Makefile",
        ROOT / "README.md",
    ]

    assert [f.name for f in files if named.search(f.read_text(encoding="utf-8"))] == []


def test_every_sheet_and_column_of_the_anagrafica_is_explained() -> None:
    text = (ROOT / "docs" / "anagrafica.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    explained = {
        name: re.findall(r"^\| (.+?) \|", table, re.MULTILINE)[1:]
        for name, table in sections.items()
    }

    assert explained == {
        SECTION_LABELS[section]: [column.titles[0] for column in columns]
        for section, columns in registry_columns().items()
    }
