"""``python -m bot``. An older Python must be able to read this file and the package's own."""

import sys

OLDEST = (3, 11)


def start() -> int:
    """Run the command line, or say in one line why that cannot be."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.stderr.write(
            f"error: this is Python {found}, and the bot needs 3.11 or newer: make its environment"
            " with a newer python3\n"
        )
        return 1
    try:
        from bot.cli import main

        return main()
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "bot":
            raise
        sys.stderr.write(
            f"error: the library {error.name} is not installed:"
            " run pip install -e . in the bot's folder\n"
        )
        return 1


if __name__ == "__main__":
    sys.exit(start())
