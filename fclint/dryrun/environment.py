"""The environment variables of a function's process.

Source: the behaviour of the platform's own Python runtimes (builds of 2023): variables that begin
with ``FC_`` or ``_FC_`` are deleted before user code runs, but for those that the runtime sets.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from fclint.dryrun.context import FunctionFacts
from fclint.targets.fc2 import FC2
from fclint.targets.runtimes import is_reserved

_PASSED_ON = (
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "USERPROFILE",
)
"""What any process needs. The rest of the developer's environment would be in environ, where a
variable like HTTP_PROXY passes for a request header, and isn't there after deployment."""


def process_environment(
    own: Mapping[str, str],
    variables: Mapping[str, str],
    facts: FunctionFacts,
    root: str,
    target: str,
) -> dict[str, str]:
    """The environment of a function whose user has set ``variables``; ``own`` is ours."""
    found = {name: own[name] for name in _PASSED_ON if name in own}
    if target != FC2.name:
        return {**found, **variables}
    found.update(
        {
            "FC_FUNC_CODE_PATH": root,
            "FC_FUNCTION_MEMORY_SIZE": str(facts.memory),
            "FC_RUNTIME_VERSION": f"{sys.version_info.major}.{sys.version_info.minor}",
            "FC_ACCOUNT_ID": facts.account_id,
            "FC_FUNCTION_HANDLER": facts.handler,
            "FC_FUNCTION_NAME": facts.name,
            "FC_SERVICE_NAME": facts.service,
            "FC_VER_ID": facts.version_id,
            "FC_QUALIFIER": facts.qualifier,
            "FC_REGION": facts.region,
            "FC_INSTANCE_ID": "fclint",
        }
    )
    found.update((name, value) for name, value in variables.items() if not is_reserved(name))
    return found
