"""Hello, Falcon."""

import io

import falcon


class Hello:
    def on_get(self, req, resp):
        resp.content_type = falcon.MEDIA_HTML
        resp.text = "hello"

    def on_head(self, req, resp):
        self.on_get(req, resp)


class EchoJson:
    def on_post(self, req, resp):
        resp.media = {"name": req.get_media()["name"]}


class EchoForm:
    def on_post(self, req, resp):
        resp.content_type = falcon.MEDIA_TEXT
        resp.text = req.get_media()["name"]


class Size:
    def on_post(self, req, resp):
        resp.content_type = falcon.MEDIA_TEXT
        resp.text = str(len(req.bounded_stream.read()))


class Old:
    def on_get(self, req, resp):
        raise falcon.HTTPFound("/")


class Cookie:
    def on_get(self, req, resp):
        resp.set_cookie("seen", "once")
        resp.text = req.cookies.get("seen", "never")


class Stream:
    def on_get(self, req, resp):
        resp.content_type = falcon.MEDIA_TEXT
        resp.stream = (f"line {number}\n".encode() for number in range(3))


class File:
    def on_get(self, req, resp):
        resp.content_type = "application/octet-stream"
        resp.stream = io.BytesIO(b"content of a file")


class Named:
    def on_get(self, req, resp, name):
        resp.text = f"hello {name}"


class Things:
    def on_delete(self, req, resp):
        resp.status = falcon.HTTP_204


app = falcon.App()
app.add_route("/", Hello())
app.add_route("/json", EchoJson())
app.add_route("/form", EchoForm())
app.add_route("/size", Size())
app.add_route("/old", Old())
app.add_route("/cookie", Cookie())
app.add_route("/stream", Stream())
app.add_route("/file", File())
app.add_route("/names/{name}", Named())
app.add_route("/things", Things())


def handler(environ, start_response):
    environ["PATH_INFO"] = environ["PATH_INFO"].encode("utf-8").decode("latin-1")
    return app(environ, start_response)
