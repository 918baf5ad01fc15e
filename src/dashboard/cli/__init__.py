"""The same use cases as the pages, without a browser.

Exit codes: 0 done; 1 a file has blocking issues and was not stored; 2 a file cannot be read, or
the command is not understood.
"""

from dashboard.cli.arguments import UNUSABLE
from dashboard.cli.commands import main
from dashboard.cli.output import BLOCKED, DONE

__all__ = ["BLOCKED", "DONE", "UNUSABLE", "main"]
