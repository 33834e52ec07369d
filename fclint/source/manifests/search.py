"""Where manifests are: in and above what is linted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

from fclint.source import disk
from fclint.source.files import discover, is_manifest_name


def find_manifests(
    folders: Sequence[str],
    *,
    exclude: Sequence[str] = (),
    exclude_root: str = "",
    respect_gitignore: bool = True,
) -> list[str]:
    """The files whose name is that of a manifest, in and above ``folders``: absolute and sorted.

    Below a folder what :func:`~fclint.source.files.discover` leaves out is left out, above it
    :func:`manifests_above` says what counts. A file among ``folders`` stands for the folder it is
    in, without what is below, and for itself if it has the name of a manifest. What cannot be read
    is not there.

    Raises ValueError for a pattern of ``exclude`` that makes no sense.
    """
    walked = discover(
        [folder for folder in folders if disk.is_folder(folder)],
        exclude=exclude,
        exclude_root=exclude_root,
        respect_gitignore=respect_gitignore,
    )
    found = set(walked.manifests)
    for folder in folders:
        if disk.is_file(folder):
            if is_manifest_name(os.path.basename(folder)):
                found.add(os.path.abspath(folder))
            folder = os.path.dirname(folder) or os.curdir
        found.update(manifests_above(folder))
    return sorted(found)


def manifests_above(folder: str) -> list[str]:
    """The manifest-like files in ``folder`` itself and in each of its parents up to the root of the
    repository, the nearest that holds ``.git``; without a repository in ``folder`` alone."""
    folder = os.path.abspath(folder)
    found: list[str] = []
    for each in _up_to_root(folder):
        with suppress(OSError, ValueError):
            found += (
                entry.path
                for entry in disk.entries(each)
                if is_manifest_name(entry.name) and disk.is_file(entry.path)
            )
    return sorted(found)


def repository_of(folder: str) -> str:
    """The root of the repository that ``folder`` is in; ``folder`` itself where it is in none."""
    return _up_to_root(os.path.abspath(folder))[-1]


def _up_to_root(folder: str) -> list[str]:
    folders = [folder]
    while not disk.kind(os.path.join(folders[-1], ".git")):
        parent = os.path.dirname(folders[-1])
        if parent == folders[-1]:
            return [folder]
        folders.append(parent)
    return folders
