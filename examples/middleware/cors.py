"""Cross-origin headers for any WSGI application, as a decorator."""

from functools import wraps

ALLOWED = {"https://app.example.com", "https://admin.example.com"}


def allow_origins(app):
    """Answers preflight requests and adds the CORS headers to every other answer."""

    @wraps(app)
    def with_cors(environ, start_response):
        origin = environ["HTTP_ORIGIN"]
        if origin not in ALLOWED:
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"this origin is not allowed\n"]

        cors = [("Access-Control-Allow-Origin", origin), ("Vary", "Origin")]
        if environ["REQUEST_METHOD"] == "OPTIONS":
            start_response(
                "204 No Content",
                [
                    *cors,
                    ("Access-Control-Allow-Methods", "GET, POST"),
                    ("Access-Control-Max-Age", "600"),
                ],
            )
            return []

        def start_with_cors(status, headers, exc_info=None):
            return start_response(status, headers + cors, exc_info)

        return app(environ, start_with_cors)

    return with_cors
