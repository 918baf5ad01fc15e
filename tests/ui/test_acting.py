"""Whatever a page changes, it changes in the name of who is here and with their permission.

Reads the source: from every function of the pages that changes the store, directly or through a
use case, the way leads through `acting`, which refuses who may not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dashboard.settings import PROJECT_FOLDER
from dashboard.store import Store

ACTING = "dashboard.ui.person.acting"
SOURCE = PROJECT_FOLDER / "src"
CHANGING_METHODS = frozenset(
    {
        "append",
        "append_all",
        "append_again",
        "decide",
        "state_assessment",
        "say_of_finding",
        "state",
        "revoke",
        "state_name",
        "state_name_again",
        "remove_name",
        "remove_name_again",
        "save_mapping",
        "save_mapping_again",
        "remove_mapping",
        "remove_mapping_again",
    }
)
LOOKING_METHODS = frozenset(
    {
        "find_upload",
        "acceptances",
        "statements",
        "all_statements",
        "supposing_appended",
        "supposing_revoked",
        "supposing_stated",
        "name_statements",
        "known_names",
        "mappings",
        "mappings_used",
        "saved_mappings",
        "mapping_removals",
        "original",
        "registry_facts",
        "query",
        "query_catalogue",
        "version",
        "facts_version",
        "is_empty",
        "close",
    }
)
WITHOUT_A_PERSON = {
    # Before anybody is there: the sample data of an empty store, and the watch of a folder, which
    # whoever starts the server sets up.
    "dashboard.ui.server.serve",
    "dashboard.ui.shared_folder.start_watch",
}


@dataclass
class Function:
    """What one function (or a module's own lines) names: functions of ours, methods of a store."""

    name: str
    uses: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)

    @property
    def changes_the_store(self) -> bool:
        return bool(self.methods & CHANGING_METHODS)


def module_name(path: Path) -> str:
    root = SOURCE if path.is_relative_to(SOURCE) else PROJECT_FOLDER
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.Module) -> dict[str, str]:
    """Gives the full name of everything that a module imports from ours."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard")
        for alias in node.names
    }


def functions_of(path: Path) -> Iterator[Function]:
    """Gives the functions of a module, methods and what is nested in them counted in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module, names = module_name(path), imported(tree)
    parts = [
        node
        for one in tree.body
        for node in ([one] if not isinstance(one, ast.ClassDef) else one.body)
    ]
    named = [one for one in parts if isinstance(one, ast.FunctionDef)]
    names |= {one.name: f"{module}.{one.name}" for one in named}
    for one in named:
        yield read(Function(f"{module}.{one.name}"), [one], names)
    yield read(Function(f"{module}.<module>"), [one for one in parts if one not in named], names)


def read(function: Function, nodes: list[ast.stmt], names: dict[str, str]) -> Function:
    for node in (inner for one in nodes for inner in ast.walk(one)):
        if isinstance(node, ast.Name):
            function.uses.add(names.get(node.id, ""))
        elif isinstance(node, ast.Attribute):
            if is_store(node.value):
                function.methods.add(node.attr)
            elif isinstance(node.value, ast.Name) and node.value.id in names:
                function.uses.add(f"{names[node.value.id]}.{node.attr}")
    return function


def is_store(node: ast.expr) -> bool:
    """Says whether this is `store`, `target` or a call of `store()`."""
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Name) and called.id in {"store", "target"}


@cache
def functions() -> dict[str, Function]:
    files = [*(SOURCE / "dashboard").rglob("*.py"), *(PROJECT_FOLDER / "pages").glob("*.py")]
    of_store = SOURCE / "dashboard" / "store"
    return {
        one.name: one
        for path in files
        if not path.is_relative_to(of_store)
        for one in functions_of(path)
    }


def is_page(name: str) -> bool:
    return name.startswith(("dashboard.ui.", "pages."))


@cache
def changing_use_cases() -> frozenset[str]:
    """Gives every function outside the pages from which a change of the store is reached."""
    found = {
        name for name, one in functions().items() if not is_page(name) and one.changes_the_store
    }
    while more := {
        name
        for name, one in functions().items()
        if name not in found and not is_page(name) and one.uses & found
    }:
        found |= more
    return frozenset(found)


def unguarded() -> set[str]:
    """Gives the functions of pages that change the store on a way that does not ask `acting`."""
    open_ways = {
        name
        for name, one in functions().items()
        if is_page(name) and (one.changes_the_store or one.uses & changing_use_cases())
    }
    open_ways = {name for name in open_ways if not asks(name)} - WITHOUT_A_PERSON
    # One that does not ask by itself is fine where all that use it ask before.
    left = set()
    for name in open_ways:
        users = {one.name for one in functions().values() if name in one.uses} - {name}
        if not users or not all(asks(user) for user in users):
            left.add(name)
    return left


def asks(name: str) -> bool:
    """Says whether a function asks, or hands what it wants to one of its module that asks."""
    module = name.rpartition(".")[0]
    helpers = {used for used in functions()[name].uses if used.startswith(f"{module}.")}
    return any(ACTING in functions()[one].uses for one in {name, *helpers} & functions().keys())


def test_every_method_of_the_store_is_known_to_change_it_or_to_look() -> None:
    public = {name for name in vars(Store) if not name.startswith("_")}

    assert public == CHANGING_METHODS | LOOKING_METHODS


def test_the_use_cases_that_change_the_store_are_found() -> None:
    assert {
        "dashboard.ingest.confirm_all",
        "dashboard.history.revoke_upload",
        "dashboard.assessing.state",
        "dashboard.examining.accept_finding",
        "dashboard.variations.decide",
        "dashboard.templates.hand_out",
        "dashboard.reminding.send_reminders",
        "dashboard.scheduling.state_event",
        "dashboard.reviewing.record",
        "dashboard.clarifying.ask",
    } <= changing_use_cases()


def test_nothing_is_changed_by_a_page_without_asking_who_is_here() -> None:
    assert unguarded() == set()


def test_a_change_without_asking_would_be_found() -> None:
    source = "def press():\n    store().revoke(3, 'Anna', 'perché sì')\n"
    pressed = read(Function("dashboard.ui.x.press"), ast.parse(source).body, {})

    assert pressed.changes_the_store
    assert ACTING not in pressed.uses
