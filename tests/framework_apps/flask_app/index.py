"""Hello, Flask."""

import io

from flask import Flask, Response, jsonify, make_response, redirect, request, send_file

app = Flask(__name__)


@app.route("/")
def hello():
    return "hello"


@app.post("/json")
def echo_json():
    return jsonify(name=request.get_json()["name"])


@app.post("/form")
def echo_form():
    return Response(request.form["name"], mimetype="text/plain")


@app.post("/size")
def size():
    return Response(str(len(request.get_data())), mimetype="text/plain")


@app.route("/old")
def old():
    return redirect("/")


@app.route("/cookie")
def cookie():
    response = make_response(request.cookies.get("seen", "never"))
    response.set_cookie("seen", "once")
    return response


@app.route("/stream")
def stream():
    return Response((f"line {number}\n" for number in range(3)), mimetype="text/plain")


@app.route("/file")
def file():
    return send_file(io.BytesIO(b"content of a file"), mimetype="application/octet-stream")


@app.route("/names/<name>")
def named(name):
    return f"hello {name}"


@app.delete("/things")
def delete():
    return "", 204


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    return app(environ, start_response)
