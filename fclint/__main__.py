"""``python -m fclint``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

if __name__ == "__main__":
    # Python looks into the current folder first, where what is linted may be: nothing of it is
    # to be imported. As `fclint` and pip have it.
    with suppress(OSError):  # of a folder that is no more
        if sys.path[0] in ("", os.getcwd()):
            del sys.path[0]
    from fclint.start import main

    sys.exit(main())
