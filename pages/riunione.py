"""One direction a screen, to be read from across a room."""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.MEETING)
