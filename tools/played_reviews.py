"""Fill a store with the samples and with what an invented Nucleo said of the municipality.

Pictures of the Nucleo's pages show work that has begun, not empty lists.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard import settings
from dashboard.clarifying import answer, clarifications_of
from dashboard.domain.clarifications import NEXT_NUMBER
from dashboard.domain.model import Period
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.reviews import CauseClass, ReviewKind, ReviewOutcome
from dashboard.domain.roles import Person, Role
from dashboard.history import plain_records
from dashboard.ingest import load_samples_if_empty
from dashboard.minutes import record_session
from dashboard.reviewing import Said, record, record_reading, review_of
from dashboard.store import Store, open_store

ENTITY_CODE = "comune-di-borgo-esempio"
YEAR, PERIOD = 2024, Period.FINAL
FIRST_MEMBER = Person("Componente Prova", Role.NUCLEO)
SECOND_MEMBER = Person("Seconda Componente Prova", Role.NUCLEO)
OFFICE = Person("Ufficio Prova", Role.OFFICE)
_ANSWER_DAYS = 15


def fill_with_reviews(db_path: Path) -> None:
    """Makes a store with the samples in which eight results were looked at."""
    store = open_store(db_path)
    try:
        load_samples_if_empty(store)
        _review(store)
    finally:
        store.close()


def _review(store: Store) -> None:
    params = {"entity_code": ENTITY_CODE, "reference_year": YEAR, "period": str(PERIOD)}
    rows = plain_records(store.query("deviations", **params))
    until = settings.today() + timedelta(days=_ANSWER_DAYS)
    asked = Said(
        ReviewKind.OUTCOME,
        "Quale causa spiega il risultato, e che cosa si farà nel prossimo anno?",
        ReviewOutcome.CLARIFICATION_ASKED,
        due_date=until,
    )
    for row in rows[:8]:
        record_reading(store, row, FIRST_MEMBER)
    for row in rows[:2]:
        _say(store, row, asked, FIRST_MEMBER)
    for row in rows[2:5]:
        _say(store, row, Said(ReviewKind.CAUSE, cause_class=CauseClass.EXTERNAL), FIRST_MEMBER)
        as_it_is = Said(ReviewKind.OUTCOME, "Il motivo è chiaro.", ReviewOutcome.AS_IS)
        _say(store, row, as_it_is, SECOND_MEMBER)
    note = Said(ReviewKind.NOTE, "Da rileggere con il report intermedio.")
    _say(store, rows[5], note, SECOND_MEMBER)
    (*_, first) = clarifications_of(store, ENTITY_CODE)
    words = "La gara è andata deserta a settembre; è stata ripetuta, i lavori partono a marzo."
    answer(store, ENTITY_CODE, first.number, words, OFFICE)
    record_session(store, _session(), FIRST_MEMBER)


def _say(store: Store, row: dict[str, Any], said: Said, person: Person) -> None:
    newest = review_of(store, row).newest
    record(store, row, said, person, None if newest is None else newest.review_id)


def _session() -> ReviewSession:
    return ReviewSession(
        entity_code=ENTITY_CODE,
        session_number=NEXT_NUMBER,
        reference_year=YEAR,
        period=PERIOD,
        session_date=date(YEAR + 1, 4, 10),
        members=f"{FIRST_MEMBER.person_name}\n{SECOND_MEMBER.person_name}",
        stated_by=FIRST_MEMBER.person_name,
        stated_role=Role.NUCLEO,
        place="Sala riunioni",
    )
