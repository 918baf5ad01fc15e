"""What do all results together say of how they were set and reported?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.SIGNALS)
