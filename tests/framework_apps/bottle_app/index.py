"""Hello, Bottle."""

import io

from bottle import Bottle, HTTPResponse, redirect, request, response

app = Bottle()


@app.get("/")
def hello():
    return "hello"


@app.post("/json")
def echo_json():
    return {"name": request.json["name"]}


@app.post("/form")
def echo_form():
    response.content_type = "text/plain; charset=utf-8"
    return request.forms.getunicode("name")


@app.post("/size")
def size():
    response.content_type = "text/plain"
    return str(len(request.body.read()))


@app.get("/old")
def old():
    redirect("/", 302)


@app.get("/cookie")
def cookie():
    response.set_cookie("seen", "once")
    return request.get_cookie("seen", "never")


@app.get("/stream")
def stream():
    response.content_type = "text/plain"
    for number in range(3):
        yield f"line {number}\n"


@app.get("/file")
def file():
    response.content_type = "application/octet-stream"
    return io.BytesIO(b"content of a file")


@app.get("/names/<name>")
def named(name):
    return f"hello {name}"


@app.delete("/things")
def delete():
    return HTTPResponse(status=204)


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    return app(environ, start_response)
