"""Serves the files of a mounted file system under their paths, with the right content type."""

import mimetypes
import os

ROOT = os.environ.get("FILES_ROOT", "/mnt/files")
CHUNK = 64 * 1024


def locate(path):
    """The file behind a request path, or None if it is missing or outside ROOT."""
    full = os.path.realpath(os.path.join(ROOT, path.lstrip("/")))
    if not full.startswith(os.path.realpath(ROOT) + os.sep):
        return None
    return full if os.path.isfile(full) else None


def read_chunks(path):
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def not_found(path, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{path} is not here\n"]


def handler(environ, start_response):
    path = environ["PATH_INFO"]
    full = locate(path)
    if full is None:
        return not_found(path, start_response)

    content_type, _ = mimetypes.guess_type(full)
    size = os.path.getsize(full)
    start_response(
        "200 OK",
        [
            ("Content-Type", content_type or "application/octet-stream"),
            ("Content-Length", size),
            ("Cache-Control", "max-age=3600"),
        ],
    )
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return read_chunks(full)
