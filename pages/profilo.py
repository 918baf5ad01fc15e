"""Who is here, and what may they do?"""

from dashboard.ui.profile import render_choice, render_here, render_permissions

render_here()
render_choice()
render_permissions()
