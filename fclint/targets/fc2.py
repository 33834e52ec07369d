"""Function Compute 2.0, built-in Python 3 runtimes behind an HTTP trigger.

Sources: the vendor's documentation (https://www.alibabacloud.com/help/en/functioncompute/, pages
"HTTP handlers" and "Request handlers" for Python) where it speaks, and the behaviour of the
platform's own Python 3 runtimes (builds of 2023) where it does not: marked [run] below.
"""

from __future__ import annotations

from fclint.targets.facts import Presence, Target

FC2 = Target(
    name="fc2",
    title="Function Compute",
    environ={
        # Set on every request; documented.
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
                "fc.context",
                "fc.request_uri",
            ),
            Presence.ALWAYS,
        ),
        # Set on every request [run]; nothing else sets them, so a lookup is safe there.
        **dict.fromkeys(("SERVER_SOFTWARE", "HTTP", "HTTP_X_FC_FUNCTION_HANDLER"), Presence.ALWAYS),
        # Set on every request [run], but the documentation does not promise it, and the vendor's
        # own sample guards each of them.
        **dict.fromkeys(("QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH"), Presence.UNDOCUMENTED),
        # Never set [run].
        **dict.fromkeys(
            (
                "wsgi.file_wrapper",
                "REQUEST_URI",
                "RAW_URI",
                "REMOTE_HOST",
                "HTTPS",
                "SERVER_ADDR",
                "fc.request_id",
                "fc.request_url",
            ),
            Presence.NEVER,
        ),
    },
    # Documentation, "HTTP triggers": response headers that cannot be customised. content-length is
    # listed there too, but PEP 3333 encourages it and it does no harm.
    refused_headers=frozenset({"connection", "date", "keep-alive", "server"}),
    refused_header_prefixes=("x-fc-",),
    # Kept by the runtime when it deletes the reserved prefixes FC_ and _FC_ [run].
    kept_environment=frozenset(
        {
            "FC_FUNC_CODE_PATH",
            "FC_FUNCTION_MEMORY_SIZE",
            "FC_RUNTIME_VERSION",
            "FC_ACCOUNT_ID",
            "FC_FUNCTION_HANDLER",
            "FC_FUNCTION_NAME",
            "FC_SERVICE_NAME",
            "FC_VER_ID",
            "FC_QUALIFIER",
            "FC_REGION",
            "FC_INSTANCE_ID",
            "FC_SNAPSHOT_FLAG",
        }
    ),
)
