"""How are sheets with titles of their own read, who said so, and what should be changed?"""

from dashboard.texts import mapping_form as texts
from dashboard.ui.components import headline, note
from dashboard.ui.data import store
from dashboard.ui.mapping_form import render_said
from dashboard.ui.mappings import render_list, render_past, render_upload

headline(texts.TITLE)
note(texts.INSTRUCTIONS)
render_said()
saved_mappings = store().saved_mappings()
render_list([saved for saved in saved_mappings if saved.is_in_force])
render_past()
render_upload()
