"""A guest book as a class: a route table leads to methods, each of which answers one request."""

import json
from http import HTTPStatus

JSON_HEADERS = {"Content-Type": "application/json"}


class GuestBook:
    def __init__(self):
        self.entries = []
        self.routes = {
            ("GET", "/entries"): self.list_entries,
            ("POST", "/entries"): self.add_entry,
            ("GET", "/health"): self.health,
        }

    def __call__(self, environ, start_response):
        route = self.routes.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if route is None:
            return self.send(start_response, HTTPStatus.NOT_FOUND, {"error": "no such page"})
        return route(environ, start_response)

    def send(self, start_response, status, payload):
        start_response(f"{status.value} {status.phrase}", list(JSON_HEADERS.items()))
        return [json.dumps(payload).encode("utf-8")]

    def list_entries(self, environ, start_response):
        return self.send(start_response, HTTPStatus.OK, self.entries)

    def add_entry(self, environ, start_response):
        text = environ["wsgi.input"].read().decode("utf-8", "replace").strip()
        if not text:
            return self.send(start_response, HTTPStatus.BAD_REQUEST, {"error": "write something"})
        self.entries.append(text)
        return self.send(start_response, HTTPStatus.CREATED, {"entries": len(self.entries)})

    def health(self, environ, start_response):
        start_response("200 OK", JSON_HEADERS)
        return [b'{"healthy": true}']


handler = GuestBook()
