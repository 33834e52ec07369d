"""A Flask application behind Function Compute's WSGI interface."""

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.route("/")
def index():
    return "Hello from Flask on Function Compute\n"


@app.route("/greet/<name>")
def greet(name):
    return jsonify(greeting=f"Hello, {name}!", agent=request.headers.get("User-Agent"))


@app.errorhandler(404)
def missing(error):
    return jsonify(error="there is nothing at this address"), 404


def handler(environ, start_response):
    # Function Compute hands over decoded text; Flask expects PEP 3333's latin-1 native string.
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    context = environ["fc.context"]
    environ["request_id"] = context.request_id
    return app(environ, start_response)
