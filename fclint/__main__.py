"""``python -m fclint``."""

from __future__ import annotations

import sys

from fclint.start import main

if __name__ == "__main__":
    sys.exit(main())
