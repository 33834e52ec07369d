"""Where the program ``fclint`` begins."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> int:
    """Runs the command line of the process, or tells at once what it told before; returns the exit
    code (:class:`fclint.console.Exit`)."""
    if sys.stdout is not None and sys.stderr is not None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        from fclint.replay import tell_again

        try:
            code = tell_again(sys.argv[1:])
        except KeyboardInterrupt:
            return 130
        if code is not None:
            return code
    from fclint.cli import main as run

    return run()
