"""What did the Nucleo examine and find, as it goes on record?"""

from dashboard.texts import navigation as texts
from dashboard.ui.components import headline

headline(texts.MINUTES)
