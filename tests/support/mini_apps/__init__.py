"""Small WSGI applications, each of which breaks one thing, or is legal where it looks odd.

They cover what the validators wsgiref.validate, werkzeug's LintMiddleware, paste.lint and
webtest.lint check, what these pass silently, alarm on falsely and crash on. Lines on which fclint
must report end in ``# FCnnn``, or ``# FCnnn (wsgi)`` where it does so for that target alone.
"""

from __future__ import annotations

from mini_apps import body, headers, starting, status, streams
from mini_apps.app import MiniApp

GROUPS: tuple[tuple[str, tuple[MiniApp, ...]], ...] = (
    ("The call", starting.CALL),
    ("start_response", starting.START),
    ("The status", status.APPS),
    ("The headers", headers.APPS),
    ("Content-Type and Content-Length", headers.CONTENT),
    ("The body", body.APPS),
    ("Responses without a body", body.BODILESS),
    ("write() and close()", body.LEGACY),
    ("wsgi.input and wsgi.errors", streams.STREAMS),
    ("environ, which is the server's", streams.ENVIRON),
)
"""Everything, under the headings of the documentation."""

APPS: tuple[MiniApp, ...] = tuple(app for _, apps in GROUPS for app in apps)
