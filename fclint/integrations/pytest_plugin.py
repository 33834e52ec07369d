"""The plugin of pytest: the fixture ``fc`` and the marker ``fclint``.

Every test run of everybody who has fclint installed imports this module, so it imports nothing
else of fclint before a test asks for the fixture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fclint.testing import Functions
    from fclint.testing.functions import Defaults, Workspace

_MARKER = (
    "fclint(target=None, root=None, allow=(), isolated=False): how the fixture fc calls handlers "
    "in this test, unless the test says otherwise"
)
_WORKSPACE: pytest.StashKey[Workspace] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker, for ``--strict-markers``."""
    config.addinivalue_line("markers", _MARKER)


@pytest.fixture
def fc(request: pytest.FixtureRequest) -> Iterator[Functions]:
    """Calls handlers as Function Compute calls them, and fails the test for their mistakes.

    ``fc("index.handler")`` or ``fc(app)`` is a client: ``.get("/path", headers={...})``,
    ``.post(json={...})``, ``.request("PURGE", "/path")``. A response has status, headers, body,
    text, json() and findings; ``allow={"FC301"}`` lets findings pass.
    """
    from fclint.testing import Functions
    from fclint.testing.functions import Workspace

    config = request.config
    if _WORKSPACE not in config.stash:
        config.stash[_WORKSPACE] = Workspace(str(config.rootpath))
    # What a test raises in a handler that it has prepared, or a debugger that is left.
    own = (pytest.fail.Exception, pytest.skip.Exception, pytest.exit.Exception)
    with Functions(
        str(request.path.parent),
        defaults=_defaults(request.node),
        workspace=config.stash[_WORKSPACE],
        reraise=own,
    ) as functions:
        yield functions


def _defaults(node: Any) -> Defaults:
    """What markers say, the nearest one first."""
    from dataclasses import fields

    from fclint.suggest import did_you_mean
    from fclint.testing.functions import Defaults

    known = [each.name for each in fields(Defaults)]
    said: dict[str, Any] = {}
    for marker in node.iter_markers("fclint"):
        if marker.args:
            pytest.fail(
                f"pytest.mark.fclint takes keywords, such as target='wsgi': {marker.args[0]!r}",
                pytrace=False,
            )
        for name, value in marker.kwargs.items():
            if name not in known:
                pytest.fail(
                    f"pytest.mark.fclint has no {name!r}{did_you_mean(name, known)}", pytrace=False
                )
            said.setdefault(name, value)
    return Defaults(**said)
