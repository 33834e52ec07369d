"""Manifests as they are in tests/manifests, read as if they had the name that their tool wants."""

from __future__ import annotations

from pathlib import Path

from fclint.finding import Span
from fclint.source.deployment import Deployment, Manifest
from fclint.source.manifests import read_manifest

FOLDER = Path(__file__).parent.parent / "manifests"
NAMES = {
    "serverless_devs_2.yaml": "s.yaml",
    "serverless_devs_3.yaml": "s.yaml",
    "first_serverless_devs.yaml": "template.yaml",
    "project_template.yaml": "s.yaml",
    "fun.yml": "template.yml",
    "ros.yaml": "template.yaml",
    "terraform.hcl": "main.tf",
}


def bytes_of(name: str) -> bytes:
    """The manifest ``name`` of tests/manifests."""
    return (FOLDER / name).read_bytes()


def read(name: str) -> Manifest:
    """The manifest ``name`` of tests/manifests, as a file of its folder."""
    return read_manifest(str(FOLDER / NAMES[name]), bytes_of(name))


def functions(name: str) -> dict[str, Deployment]:
    """The functions of the manifest ``name``, which has no errors, by name."""
    manifest = read(name)
    assert not manifest.errors
    return {each.name: each for each in manifest.deployments}


def at(data: bytes, span: Span) -> str:
    """What stands at the bytes of ``span``."""
    return data[span.start : span.end].decode()
