"""What did the Nucleo ask, who answered, what is open?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.CLARIFICATIONS)
