"""Rules that aren't fclint's own: the one in the documentation, and others made of it."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from house import ROOT

PAGE = ROOT / "docs" / "writing-rules.md"


def blocks(language: str) -> list[str]:
    """The code blocks of ``language`` in the documentation."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


RULE = blocks("python")[0]
"""The module of ACM101, wildcard-cors."""
TESTS = blocks("python")[1]
"""The tests of it."""
WILDCARD = """\
def handler(environ, start_response):
    start_response('204 No Content', [('Access-Control-Allow-Origin', '*')])
    return []
"""
"""A handler with one mistake: ACM101 in row 2."""


def variant(**changes: str) -> str:
    """The module with texts replaced: ``code="ACM102"`` stands for ``ACM101`` everywhere."""
    names = {"code": "ACM101", "name": "wildcard-cors", "kind": "WildcardCors"}
    text = RULE
    for key, new in changes.items():
        assert names[key] in text
        text = text.replace(names[key], new)
    return text


def wheel(
    folder: Path, files: dict[str, str], entry_points: str, name: str = "acme_fclint"
) -> Path:
    """A wheel of version 1.2 with ``files`` by path and the ``entry_points`` below the group."""
    metadata = f"{name}-1.2.dist-info"
    shown = name.replace("_", "-")
    contents = {
        **files,
        f"{metadata}/METADATA": f"Metadata-Version: 2.1\nName: {shown}\nVersion: 1.2\n",
        f"{metadata}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
        f"{metadata}/entry_points.txt": f"[console_scripts]\n\n[fclint.rules]\n{entry_points}\n",
    }
    record = f"{metadata}/RECORD"
    lines = []
    for path, text in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        lines.append(f"{path},sha256={digest.decode()},{len(text.encode())}\n")
    whole = folder / f"{name}-1.2-py3-none-any.whl"
    with zipfile.ZipFile(whole, "w") as archive:
        for each, text in {**contents, record: "".join([*lines, f"{record},,\n"])}.items():
            archive.writestr(each, text)
    return whole


def install(wheels: list[Path], target: Path) -> None:
    """Installs ``wheels`` into the folder ``target``, by pip, without a network."""
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-index", "--no-deps", "--target", str(target), *map(str, wheels)),
        ],
        check=True,
    )
