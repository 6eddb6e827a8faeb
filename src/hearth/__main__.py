"""The command `hearth`: every package brings its own commands in `commands`, with `register(subparsers)`."""

import argparse
import importlib
import importlib.util
import sys

PACKAGES = ("core", "organisations", "exchange", "demonstration")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 1 failed, 2 not understood, others as the command says."""
    parser = argparse.ArgumentParser(prog="hearth", description="Run and look after a Hearth.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for package in PACKAGES:
        name = f"hearth.{package}.commands"
        if importlib.util.find_spec(name):
            importlib.import_module(name).register(subparsers)
    options = parser.parse_args(arguments)
    return int(options.command(options) or 0)


if __name__ == "__main__":
    sys.exit(main())
