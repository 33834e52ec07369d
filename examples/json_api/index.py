"""A to-do list as a JSON API: GET lists the items, POST adds one, DELETE removes one by its id."""

import json
import logging
import uuid

logger = logging.getLogger()

items = {}


def read_json(environ):
    """The request's body as an object, or None where it is not valid JSON."""
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        return json.loads(environ["wsgi.input"].read(length))
    except ValueError as error:
        logger.warning("not JSON: %s", error)
        return None


def respond(start_response, status, payload):
    body = json.dumps(payload).encode("utf-8")
    start_response(
        status,
        [("Content-Type", "application/json"), ("Content-Length", str(len(body)))],
    )
    return [body]


def handler(environ, start_response):
    method = environ["REQUEST_METHOD"]
    item_id = environ["PATH_INFO"].strip("/")

    if method == "GET":
        return respond(start_response, "200 OK", list(items.values()))

    if method == "DELETE":
        items.pop(item_id, None)
        start_response("204 No Content", [])
        return []

    item = read_json(environ)
    if item is None:
        return [b'{"error": "send JSON"}']
    item["id"] = uuid.uuid4().hex
    item["owner"] = environ["HTTP_X_USER_ID"]
    items[item["id"]] = item
    return respond(start_response, "201 Created", item)
