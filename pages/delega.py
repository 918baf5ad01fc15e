"""How do the directions stand that one member of the Giunta answers for?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.DELEGATION)
