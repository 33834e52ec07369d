"""Receives signed webhooks: checks the signature, then stores the event under its id."""

import hashlib
import hmac
import json
import os
from http import HTTPStatus

SECRET = os.environ.get("WEBHOOK_SECRET", "").encode()
events = {}


class Refused(Exception):
    """The request is not answered with success, but with this status."""

    def __init__(self, status):
        super().__init__(status.phrase)
        self.status = status


def verified_body(environ):
    length = environ.get("CONTENT_LENGTH", "")
    body = environ["wsgi.input"].read(int(length) if length.isdecimal() else 0)
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, environ.get("HTTP_X_SIGNATURE", "")):
        raise Refused(HTTPStatus.UNAUTHORIZED)
    return body


def store(body):
    try:
        event = json.loads(body)
        events.setdefault(event["id"], event)
    except (ValueError, KeyError, TypeError):
        raise Refused(HTTPStatus.BAD_REQUEST) from None


def handler(environ, start_response):
    status = HTTPStatus.ACCEPTED
    try:
        store(verified_body(environ))
    except Refused as refused:
        status = refused.status
        environ["fc.context"].getLogger().warning("refused: %s", refused)
    start_response(f"{status.value} {status.phrase}", [("Content-Type", "text/plain")])
    return [status.phrase.encode()]
