"""What an operator types: starting, checking, keeping and bringing back a Hearth.

Each command is a function taking the parsed options and returning an exit code (None is 0). Importing this package
must stay cheap and must not need settings: `hearth run` is what provides them.
"""

import argparse

from hearth.core.commands import backup, check, prepare, run, serve


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add core's commands."""
    for module in (run, prepare, serve, check, backup):
        module.register(subparsers)
