"""How other programs name files: relative to the repository, with slashes, as URIs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from urllib.parse import quote

from fclint.report.style import relative
from fclint.report.visible import visible
from fclint.source import disk

_CHECKOUTS = ("CI_PROJECT_DIR", "GITHUB_WORKSPACE")
"""Where GitLab (https://docs.gitlab.com/ci/variables/predefined_variables/) and GitHub
(https://docs.github.com/en/actions/reference/workflows-and-actions/variables) check out."""


def repository(folder: str, environment: Mapping[str, str]) -> str:
    """The root of the repository that ``folder`` is in: the one that continuous integration
    checked out, or the nearest with a ``.git``; without one, ``folder`` itself."""
    folder = os.path.abspath(folder)
    for name in _CHECKOUTS:
        checkout = environment.get(name)
        if checkout and os.path.isabs(checkout):
            checkout = os.path.normpath(checkout)
            if disk.is_inside(folder, checkout):
                return checkout
    above = folder
    while not disk.kind(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            return folder
        above = parent
    return above


def portable(filename: str, root: str) -> str:
    """``filename`` relative to ``root`` if it is in there, with slashes, safe to print."""
    return visible(relative(filename, root).replace(os.sep, "/"))


def is_below(filename: str, root: str) -> bool:
    """Whether ``filename`` can be named relative to ``root``."""
    return bool(root) and relative(filename, root) != filename


def uri(filename: str, root: str) -> str:
    """The URI reference (RFC 3986) for ``filename``: relative to ``root`` if it is in there, of
    the scheme ``file`` for other absolute names."""
    name = relative(filename, root)
    if os.path.isabs(name):
        return file_uri(name)
    # A colon in the first segment would make it a scheme (RFC 3986, section 4.2).
    return quote(os.fsencode(name.replace(os.sep, "/")), safe="/")


def file_uri(filename: str) -> str:
    """The URI of the absolute path ``filename`` (RFC 8089)."""
    path = PurePath(filename).as_posix()
    if path.startswith("//"):  # a Windows share: its host is the URI's
        return "file:" + quote(os.fsencode(path), safe="/")
    return "file://" + quote(os.fsencode(path if path.startswith("/") else f"/{path}"), safe="/:")
