"""A contact form: shows the form, and on POST checks the fields and thanks the sender."""

from html import escape
from urllib.parse import parse_qs

FORM = """<!doctype html>
<title>Contact</title>
{notice}
<form method="post">
  <input name="name" placeholder="Your name">
  <textarea name="message"></textarea>
  <button>Send</button>
</form>
"""


def page(notice=""):
    return FORM.format(notice=f"<p>{escape(notice)}</p>" if notice else "")


def read_form(environ):
    try:
        length = int(environ.get("CONTENT_LENGTH", ""))
    except ValueError:
        length = 0
    raw = environ["wsgi.input"].read(length)
    return {key: values[0] for key, values in parse_qs(raw.decode("utf-8", "replace")).items()}


def handler(environ, start_response):
    headers = [("Content-Type", "text/html; charset=utf-8")]

    if environ["REQUEST_METHOD"] != "POST":
        start_response("200 OK", headers)
        return page()

    form = read_form(environ)
    if not form.get("message"):
        start_response("422 Unprocessable Content", headers)
        return [page("Please write a message.").encode("utf-8")]

    language = environ["HTTP_ACCEPT_LANGUAGE"]
    thanks = "谢谢" if language.startswith("zh") else "Thank you"
    start_response("200 OK", headers)
    return [page(f"{thanks}, {form.get('name', 'stranger')}!").encode("utf-8")]
