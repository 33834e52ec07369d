# Programs as they are written for the web, of which a second review found that fclint judged wrong.

# --- case: pairs that were collected in a loop stay pairs
def preferred(header):
    found = []
    for piece in header.split(','):
        name, _, weight = piece.partition(';q=')
        try:
            found.append((float(weight) if weight else 1.0, name.strip().lower()))
        except ValueError:
            continue
    for _, name in sorted(found, reverse=True):
        if name in ('en', 'zh'):
            return name
    return 'en'


def handler(environ, start_response):
    lang = preferred(environ.get('HTTP_ACCEPT_LANGUAGE', ''))
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Language', lang)])
    return [b'x']

# --- case: pairs that were collected in a loop, taken the wrong way round
def handler(environ, start_response):
    found = []
    for piece in environ.get('HTTP_ACCEPT_LANGUAGE', '').split(','):
        weight = float(len(piece)) if piece else 1.0
        found.append((weight, piece))
    lang = 'en'
    for lang, _ in sorted(found):
        break
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Language', lang)])  # expect: FC207
    return [b'x']

# --- case: the status of an error of urllib is never None
from http.client import responses
from urllib.error import HTTPError
from urllib.request import urlopen


def handler(environ, start_response):
    try:
        answer = urlopen('https://example.com' + environ['PATH_INFO'])
    except HTTPError as error:
        answer = error
    reason = responses.get(answer.status, 'Unknown')
    start_response(f'{answer.status} {reason}', [('Content-Type', 'text/plain')])
    return [answer.read()]

# --- case: a part of a URL may be None
from urllib.parse import urlsplit


def handler(environ, start_response):
    host = urlsplit(environ.get('HTTP_REFERER', '')).hostname
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Host', host)])  # expect: FC207
    return [b'x']
