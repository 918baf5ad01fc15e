"""Runs a command: `python -m dashboard.cli`."""

import sys

from dashboard.cli.commands import main

sys.exit(main())
