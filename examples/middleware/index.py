"""The weather of a city as JSON, for browsers on other origins, with the time it took."""

import json
import time
from urllib.parse import parse_qs

from cors import allow_origins

CITIES = {"hangzhou": 31, "beijing": 28, "shenzhen": 33}


def timed(app):
    """Adds a Server-Timing header."""

    def with_timing(environ, start_response):
        began = time.perf_counter()

        def start_with_timing(status, headers, exc_info=None):
            spent = (time.perf_counter() - began) * 1000
            headers.append(("Server-Timing", f"app;dur={spent:.1f}"))
            return start_response(status, headers, exc_info)

        return app(environ, start_with_timing)

    return with_timing


@allow_origins
@timed
def handler(environ, start_response):
    query = parse_qs(environ.get("QUERY_STRING", ""))
    city = query.get("city", ["hangzhou"])[0].lower()
    if city not in CITIES:
        start_response("404 Not Found", [("Content-Type", "application/json")])
        return json.dumps({"error": "unknown city"})

    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"city": city, "celsius": CITIES[city]}).encode()]
