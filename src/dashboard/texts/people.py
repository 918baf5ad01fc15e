"""Who is here, in words: roles, what each may do, and whose a page or an action is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.domain.roles import PERMISSIONS_BY_ROLE, ROLES_BY_PAGE, Permission, Person, Role
from dashboard.texts.formats import is_absent, listed, text
from dashboard.texts.navigation import PAGE_TITLES
from dashboard.texts.registry import ROLES

ROLE_HINTS: Mapping[Role, str] = {
    Role.GIUNTA: "Guarda risultati, motivazioni e consegne. Non modifica nulla.",
    Role.NUCLEO: (
        "Esamina gli scostamenti, chiede chiarimenti, valuta i risultati e tiene il verbale. Non "
        "carica file e non decide sulle proposte."
    ),
    Role.OFFICE: (
        "Distribuisce e carica le schede, registra le decisioni, tiene anagrafica e scadenze. "
        "Non valuta i risultati al posto del Nucleo."
    ),
    Role.SECTOR: (
        "Carica le schede del proprio settore, risponde ai chiarimenti e può chiedere una "
        "percentuale diversa per i propri risultati."
    ),
    Role.READER: "Guarda i risultati. Non modifica nulla.",
}
PERMISSIONS: Mapping[Permission, str] = {
    Permission.LOAD_FILES: "caricare schede e report",
    Permission.REVOKE_UPLOAD: "annullare un caricamento",
    Permission.STATE_NAME: "dire che cosa significa un nome",
    Permission.SAVE_MAPPING: "salvare o togliere una mappatura",
    Permission.DECIDE_PROPOSAL: "registrare la decisione su una proposta",
    Permission.ACCEPT_CHECK: "accettare la segnalazione di un controllo",
    Permission.STATE_RESULT: "dire come va valutato un risultato",
    Permission.REVIEW_RESULT: "esaminare un risultato e registrarne l’esito",
    Permission.ASK_CLARIFICATION: "chiedere e chiudere un chiarimento",
    Permission.ANSWER_CLARIFICATION: "rispondere a un chiarimento",
    Permission.RECORD_SESSION: "registrare una seduta del Nucleo",
    Permission.ENTER_EVENT: "registrare un evento del ciclo",
    Permission.HAND_OUT_SHEETS: "distribuire le schede",
    Permission.SEND_REMINDER: "inviare o registrare un sollecito",
}
OWN_SECTOR = "solo il proprio settore"
YES, NO = "sì", "no"

NOBODY_HEADLINE = "Nessun profilo scelto: si può guardare tutto, non modificare nulla."
NOBODY_SHORT = "Nessun profilo scelto: si guarda, non si modifica."
NO_SECURITY = (
    "Non è una protezione: non c’è password, si crede a chi siede a questo computer. Il nome e il "
    "ruolo restano scritti accanto a quello che si carica, si decide o si annota."
)
WHERE_KEPT = (
    "La scelta resta in questo browser, anche dopo averlo chiuso, e non esce da qui. Una scheda "
    "del browser già aperta la vede quando viene ricaricata."
)
CHOOSE_HEADING = "Con quale profilo?"
ROLE_LABEL = "Ruolo"
SECTOR_LABEL = "Settore"
NO_SECTORS = "Non c’è ancora nessun settore: si conoscono dopo il primo caricamento."
LISTED_LABEL = "Persona, come indicata nell’anagrafica"
LISTED_HINT = "Scegliere una persona"
NAME_LABEL = "Nome e cognome"
NAME_HINT = "Anna Rossi"
NAME_MISSING = "Manca il nome: scriverlo o sceglierlo, poi confermare."
NAME_TOO_LONG = "Il nome è troppo lungo: {found} caratteri, al massimo {highest}."
CHOOSE = "Usa questo profilo"
LEAVE = "Togli il profilo"
CHANGE = "Cambia profilo"
FIRST_CHOICE = "Scegli chi sei"
MAY_HEADING = "Che cosa può fare ogni ruolo"
MAY_NOTE = (
    "Guardare i risultati non richiede un ruolo. Qui sotto, chi può modificare qualcosa e chi "
    "apre le pagine riservate; le altre pagine sono di tutti."
)
MAY_FILE = "Ruoli e permessi"
WHAT_COLUMN = "Che cosa"
PAGE_WORDS = "aprire la pagina «{title}»"


def role_key(role: Role) -> str:
    """Gives the name of the column of a role in the table of permissions."""
    return f"{role}_words"


MAY_COLUMNS: Mapping[str, str] = {
    "what_words": WHAT_COLUMN,
    **{role_key(role): ROLES[role] for role in Role},
}


def permission_rows() -> list[dict[str, str]]:
    """Gives one row per action, and per page that is not for all, under `MAY_COLUMNS`."""
    actions = [
        {
            "what_words": PERMISSIONS[permission],
            **{role_key(role): may_words(role, permission) for role in Role},
        }
        for permission in Permission
    ]
    pages = [
        {
            "what_words": PAGE_WORDS.format(title=PAGE_TITLES[url_path]),
            **{role_key(role): YES if role in roles else NO for role in Role},
        }
        for url_path, roles in ROLES_BY_PAGE.items()
        if len(roles) < len(Role)
    ]
    return [*actions, *pages]


def who(person_name: object, role: object) -> str:
    """Gives "Anna Rossi, Ufficio programmazione"; the name alone where no role was stated."""
    if role is None or is_absent(role):
        return text(person_name)
    return f"{person_name}, {ROLES[Role(str(role))]}"


def person_words(person_name: str, role: Role, sector_label: str | None) -> str:
    """Gives who is here, with the sector of a sector's head."""
    return ", ".join([person_name, ROLES[role], *([sector_label] if sector_label else [])])


def here(words: str) -> str:
    """Gives the heading of the page once a profile is chosen."""
    return f"Qui c’è {words}."


def chosen(words: str) -> str:
    """Gives what to say once a profile was chosen; `words` as `person_words` gives them."""
    return f"Da ora agisce {words}."


LEFT = "Il profilo è stato tolto: si può guardare tutto, non modificare nulla."


def listed_person(row: Mapping[str, object]) -> str:
    """Gives a person of the anagrafica as offered: the name with the address, or that alone."""
    email = str(row["email"])
    return f"{row['person_name']} ({email})" if row["person_name"] else email


def may_words(role: Role, permission: Permission) -> str:
    """Gives whether a role may do something, for the table of permissions."""
    if permission not in PERMISSIONS_BY_ROLE[role]:
        return NO
    return OWN_SECTOR if role is Role.SECTOR else YES


def roles_of(permission: Permission) -> str:
    """Gives who may do something: "Ufficio programmazione e Nucleo di valutazione"."""
    return _listed_roles(role for role in Role if permission in PERMISSIONS_BY_ROLE[role])


def not_offered(permission: Permission) -> str:
    """Gives what stands where an action would be, for who may not do it."""
    return f"Per {PERMISSIONS[permission]} serve un altro profilo: {roles_of(permission)}."


def not_own_sector(permission: Permission) -> str:
    """Gives what stands where a sector's head looks at the results of another sector."""
    return (
        f"Con il profilo di responsabile si può {PERMISSIONS[permission]} solo per il proprio "
        "settore."
    )


def not_your_page(title: str) -> str:
    """Gives the heading of a page that is not for who is here."""
    return f"La pagina «{title}» è per altri."


def whose_page(url_path: str) -> str:
    """Gives for whom a page is, and what to do."""
    roles = _listed_roles(role for role in Role if role in ROLES_BY_PAGE[url_path])
    return f"È per: {roles}. Chi lo è può cambiare profilo; i risultati restano aperti a tutti."


def refusal(person: Person, permission: Permission) -> str:
    """Gives the sentence of something that a person wanted to do and may not."""
    if not person.person_name:
        start = f"Per {PERMISSIONS[permission]} bisogna prima dire chi si è, nella pagina «Chi sei»"
    elif permission in PERMISSIONS_BY_ROLE[person.role]:
        start = not_own_sector(permission).removesuffix(".")
    else:
        start = (
            f"Con il profilo «{ROLES[person.role]}» non si può {PERMISSIONS[permission]}. "
            f"Può farlo: {roles_of(permission)}"
        )
    return f"{start}. Non è stato modificato nulla."


def _listed_roles(roles: Iterable[Role]) -> str:
    return listed([ROLES[role] for role in roles])
