"""Hello, Pyramid."""

import io

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPFound
from pyramid.response import FileIter, Response


def hello(request):
    return Response("hello")


def echo_json(request):
    return Response(json_body={"name": request.json_body["name"]})


def echo_form(request):
    return Response(request.POST["name"], content_type="text/plain")


def size(request):
    return Response(str(len(request.body)), content_type="text/plain")


def old(request):
    return HTTPFound("/")


def cookie(request):
    response = Response(request.cookies.get("seen", "never"))
    response.set_cookie("seen", "once")
    return response


def stream(request):
    lines = (f"line {number}\n".encode() for number in range(3))
    return Response(app_iter=lines, content_type="text/plain")


def file(request):
    wrapper = request.environ.get("wsgi.file_wrapper", FileIter)
    content = wrapper(io.BytesIO(b"content of a file"))
    return Response(app_iter=content, content_type="application/octet-stream")


def named(request):
    return Response(f"hello {request.matchdict['name']}")


def things(request):
    return Response(status=204)


with Configurator() as config:
    for pattern, view in (
        ("/", hello),
        ("/json", echo_json),
        ("/form", echo_form),
        ("/size", size),
        ("/old", old),
        ("/cookie", cookie),
        ("/stream", stream),
        ("/file", file),
        ("/names/{name}", named),
        ("/things", things),
    ):
        config.add_route(view.__name__, pattern)
        config.add_view(view, route_name=view.__name__)
    app = config.make_wsgi_app()


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    return app(environ, start_response)
