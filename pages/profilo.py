"""Who is here, and what may they do?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.PROFILE)
