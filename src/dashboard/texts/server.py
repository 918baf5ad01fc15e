"""What the server says on the terminal, and to a browser without scripts."""

from __future__ import annotations

SCRIPTS_NEEDED = "Per usare il Cruscotto PIAO occorre attivare JavaScript nel browser."
CLOSED = "Cruscotto PIAO è chiuso."


def serving(address: str) -> str:
    """Gives the line that says where the app answers."""
    return f"Cruscotto PIAO è pronto: {address} (Ctrl+C per chiudere)."


def samples_loaded(file_count: int) -> str:
    """Gives the line that says that an empty store was filled with sample data."""
    return (
        f"La base dati era vuota: caricati {file_count} file di esempio "
        "(un comune inventato e i dati reali pubblicati da un ente, anni 2020 e 2022)."
    )
