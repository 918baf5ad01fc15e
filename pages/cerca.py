"""Where does a word stand, in all texts of the plan and of the reports?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.SEARCH)
