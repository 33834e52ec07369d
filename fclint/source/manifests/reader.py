"""From a manifest's bytes to what it deploys."""

from __future__ import annotations

from collections.abc import Iterator

from fclint.source.deployment import Deployment, Manifest, ManifestError
from fclint.source.manifests.names import may_deploy, surely_deploys
from fclint.source.manifests.nodes import MalformedError, Mapping
from fclint.source.manifests.text import ManifestText


def read_manifest(filename: str, data: bytes) -> Manifest:
    """What the file ``filename``, whose bytes are ``data``, deploys to Function Compute.

    Never fails: a file that has nothing to do with Function Compute has neither deployments nor
    errors, and one that is meant for it but malformed has one error, at its line. Reads no other
    file; paths of code are relative to the manifest's folder, or absolute.
    """
    if not may_deploy(filename, data):
        return Manifest(filename)
    text = ManifestText(filename, data)
    found: list[Deployment] = []
    errors: tuple[ManifestError, ...] = ()
    try:
        read = _terraform(text) if filename.endswith(".tf") else _yaml(text)
        found.extend(read)
    except MalformedError as error:
        if surely_deploys(filename, data):
            errors = (ManifestError(text.row_span(error.start), error.message),)
    return Manifest(filename, tuple(found), errors)


def _terraform(text: ManifestText) -> Iterator[Deployment]:
    from fclint.source.manifests import terraform
    from fclint.source.manifests.hcl_nodes import blocks

    return terraform.functions(text, list(blocks(text.text)))


def _yaml(text: ManifestText) -> Iterator[Deployment]:
    from fclint.source.manifests import ros, serverless_devs
    from fclint.source.manifests.yaml_nodes import documents

    for root in documents(text.text):
        if isinstance(root, Mapping):
            yield from serverless_devs.functions(text, root)
            yield from ros.functions(text, root)
