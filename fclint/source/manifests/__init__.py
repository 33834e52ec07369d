"""Manifests: what is deployed, read from the files that deployment tools read.

:func:`find_manifests` finds them, :func:`read_manifest` reads one. Parsers are imported only for a
file that deploys something.
"""

from __future__ import annotations

from fclint.source.manifests.reader import read_manifest
from fclint.source.manifests.search import find_manifests, manifests_above

__all__ = ["find_manifests", "manifests_above", "read_manifest"]
