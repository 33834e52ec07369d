#!/usr/bin/env python3
"""Writes docs/demo.svg: a picture of what fclint really prints for one of the examples."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "demo.svg"
COMMAND = ("fclint", "examples/json_api")
COLUMNS = 100

THEME = TerminalTheme(
    (22, 27, 34),
    (208, 215, 222),
    [
        (72, 79, 88),
        (255, 123, 114),
        (86, 211, 100),
        (227, 179, 65),
        (88, 166, 255),
        (188, 140, 255),
        (57, 197, 207),
        (177, 186, 196),
    ],
    [
        (110, 118, 129),
        (255, 161, 152),
        (126, 231, 135),
        (242, 204, 96),
        (121, 192, 255),
        (210, 168, 255),
        (86, 212, 221),
        (240, 246, 252),
    ],
)

# No web font: where the picture is shown as an image, none would be loaded. textLength keeps the
# columns straight in whatever monospaced font the reader has.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
text {{
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}}
.{unique_id}-matrix {{ font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def output(color: bool) -> str:
    """What the demo command prints in the project's folder.

    Raises RuntimeError if it does not end with exit code 1, that is, with findings.
    """
    environment = {
        key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")
    }
    environment |= {"FORCE_COLOR": "1"} if color else {"NO_COLOR": "1"}
    environment |= {"COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"}
    program = shutil.which(COMMAND[0], path=str(Path(sys.executable).parent)) or COMMAND[0]
    run = subprocess.run(
        [program, *COMMAND[1:]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    if run.returncode != 1:
        raise RuntimeError(f"{' '.join(COMMAND)} ended with {run.returncode}: {run.stderr}")
    return run.stdout


def svg(ansi: str) -> str:
    """The picture of a terminal in which the demo command has printed ``ansi``."""
    printed = Text.from_ansi(ansi.rstrip("\n"))
    console = Console(
        record=True,
        width=max(line.cell_len for line in printed.split()),
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    console.print(Text.assemble(("$ ", "green"), (" ".join(COMMAND), "bold")))
    console.print(printed)
    picture = console.export_svg(title="fclint", theme=THEME, code_format=SVG, unique_id="fclint")
    # rich clips every line by itself, forgets the last one's clip, and draws the line ends.
    picture = re.sub(r' clip-path="url\(#fclint-line-\d+\)"', "", picture)
    return re.sub(r"<text[^>]*>\n</text>", "", picture)


def main() -> int:
    """Writes the picture; returns the exit code."""
    text = svg(output(color=True))
    PICTURE.write_text(text, encoding="utf-8", newline="\n")
    print(f"wrote {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
