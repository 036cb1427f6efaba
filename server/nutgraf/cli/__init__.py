"""The command line. Engines are imported by the command that needs them, so that `--help` costs
nothing."""

from __future__ import annotations

from nutgraf.cli.console import FORMATS as _FORMATS
from nutgraf.cli.console import METHODS as _METHODS
from nutgraf.cli.console import PORT as _PORT
from nutgraf.cli.console import home
from nutgraf.cli.groups import main

__all__ = ["_FORMATS", "_METHODS", "_PORT", "home", "main"]
