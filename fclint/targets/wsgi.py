"""Any PEP 3333 server: custom runtimes, containers, gunicorn, the local emulator.

Source: PEP 3333 (https://peps.python.org/pep-3333/), "environ Variables", which lists what a
server must set and what may be absent; REMOTE_ADDR is a MUST of CGI (RFC 3875, section 4.1.8).
"""

from __future__ import annotations

from fclint.targets.facts import Presence, Target

WSGI = Target(
    name="wsgi",
    title="a WSGI server",
    environ={
        **dict.fromkeys(
            (
                "REQUEST_METHOD",
                "PATH_INFO",
                "SERVER_NAME",
                "SERVER_PORT",
                "SERVER_PROTOCOL",
                "SCRIPT_NAME",
                "REMOTE_ADDR",
                "wsgi.version",
                "wsgi.url_scheme",
                "wsgi.input",
                "wsgi.errors",
                "wsgi.multithread",
                "wsgi.multiprocess",
                "wsgi.run_once",
            ),
            Presence.ALWAYS,
        ),
        **dict.fromkeys(("QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH"), Presence.SOMETIMES),
    },
    refused_headers=frozenset(),
    refused_header_prefixes=(),
)
