"""What moved since last year, and since the last report?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.COMPARISON)
