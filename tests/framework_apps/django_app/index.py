"""Hello, Django."""

import io
import json

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import (
    FileResponse,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="of a test", USE_I18N=False
)


def hello(request):
    return HttpResponse("hello")


def echo_json(request):
    return JsonResponse({"name": json.loads(request.body)["name"]})


def echo_form(request):
    return HttpResponse(request.POST["name"], content_type="text/plain")


def size(request):
    return HttpResponse(str(len(request.body)), content_type="text/plain")


def old(request):
    return HttpResponseRedirect("/")


def cookie(request):
    response = HttpResponse(request.COOKIES.get("seen", "never"))
    response.set_cookie("seen", "once")
    return response


def stream(request):
    lines = (f"line {number}\n" for number in range(3))
    return StreamingHttpResponse(lines, content_type="text/plain")


def file(request):
    return FileResponse(io.BytesIO(b"content of a file"), content_type="application/octet-stream")


def named(request, name):
    return HttpResponse(f"hello {name}")


def things(request):
    return HttpResponse(status=204)


urlpatterns = [
    path("", hello),
    path("json", echo_json),
    path("form", echo_form),
    path("size", size),
    path("old", old),
    path("cookie", cookie),
    path("stream", stream),
    path("file", file),
    path("names/<name>", named),
    path("things", things),
]

app = get_wsgi_application()


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    return app(environ, start_response)
