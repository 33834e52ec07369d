"""Where the program ``fclint`` begins."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> int:
    """Runs the command line of the process, or tells at once what it told before; returns the exit
    code (:class:`fclint.console.Exit`)."""
    try:
        if isinstance(sys.stdout, TextIOWrapper) and isinstance(sys.stderr, TextIOWrapper):
            for stream in (sys.stdout, sys.stderr):
                stream.reconfigure(errors="backslashreplace")  # as fclint.cli has it
            from fclint.cache.replay import tell_again

            code = tell_again(sys.argv[1:])
            if code is not None:
                return code
        from fclint.cli import main as run

        return run()
    except KeyboardInterrupt:
        from fclint.console import Exit, tell_interrupted

        tell_interrupted()
        return Exit.INTERRUPTED
