"""Where the program ``fclint`` begins."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

_COLLECT = 1_000_000
"""Objects that are made before cycles are looked for: syntax trees are many, and hardly any of
their nodes is in a cycle. :mod:`fclint.work` looks for them between files."""


def main() -> int:
    """Runs the command line of the process, or tells at once what it told before; returns the exit
    code (:class:`fclint.console.Exit`)."""
    gc.set_threshold(_COLLECT)
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
