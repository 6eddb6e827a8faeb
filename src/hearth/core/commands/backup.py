"""`hearth backup FILE` and `hearth restore FILE`."""

import argparse
from pathlib import Path


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two commands."""
    keeping = subparsers.add_parser("backup", help="write database, files and secret into one file; keep it as safely")
    keeping.add_argument("file", type=Path)
    keeping.set_defaults(command=backup)
    restoring = subparsers.add_parser("restore", help="put back what a backup holds, in place of what is here")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(command=restore, bare=True)


def backup(options: argparse.Namespace) -> None:
    """Write a backup; Hearth may be running."""
    from hearth.core import keeping

    keeping.write_backup(options.file)


def restore(options: argparse.Namespace) -> None:
    """Replace what is here by what the backup holds; Hearth must not be running."""
    from hearth.core import keeping

    keeping.restore_backup(options.file)
