# fmt: off
# --- case: flask-called
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: flask-called-in-another-name
from flask import Flask
app = Flask(__name__)
application = app
def handler(e, s):
    return application(e, s)
# --- case: flask-handler-is-the-app
from flask import Flask
app = Flask(__name__)
handler = app
# --- case: flask-uncalled
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: flask-uncalled-after-start-response
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: flask-uncalled-on-one-path
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: flask-made-in-the-handler
from flask import Flask
def handler(environ, start_response):
    app = Flask(__name__)
    return app(environ, start_response)
# --- case: flask-imported-in-the-handler
def handler(environ, start_response):
    from flask import Flask
    app = Flask(__name__)
    return app(environ, start_response)
# --- case: flask-factory
from flask import Flask
def create_app():
    app = Flask(__name__)
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: flask-factory-uncalled
from flask import Flask
def create_app():
    app = Flask(__name__)
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: flask-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
from flask import Flask
application = Flask(__name__)
# --- case: flask-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
from flask import Flask
application = Flask(__name__)
# --- case: flask-path-decoded-anew
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: flask-answer-kept-in-a-variable
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: flask-handed-on-by-a-closure
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: flask-answered-twice
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: flask-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
from flask import Flask
app = Flask(__name__)
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: flask-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: flask-inner-application-called
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    return app.wsgi_app(environ, start_response)
# --- case: flask-inner-application-is-the-handler
from flask import Flask
app = Flask(__name__)
handler = app.wsgi_app
# --- case: flask-inner-application-uncalled
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):  # expect: FC201
    return app.wsgi_app  # expect: FC302
# --- case: flask-inner-application-replaced
from werkzeug.middleware.proxy_fix import ProxyFix
from flask import Flask
app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: flask-inner-application-replaced-and-called
from werkzeug.middleware.proxy_fix import ProxyFix
from flask import Flask
app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app)
def handler(environ, start_response):
    return app.wsgi_app(environ, start_response)
# --- case: flask-derived-class
from flask import Flask
class Shop(Flask):
    title = 'shop'
app = Shop(__name__)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: flask-derived-class-uncalled
from flask import Flask
class Shop(Flask):
    title = 'shop'
app = Shop(__name__)
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: flask-derived-class-is-the-handler
from flask import Flask
class Shop(Flask):
    title = 'shop'
handler = Shop(__name__)
# --- case: flask-derived-class-with-call
from flask import Flask
class Shop(Flask):
    def __call__(self, environ, start_response):
        environ['SCRIPT_NAME'] = '/shop'
        return super().__call__(environ, start_response)
handler = Shop(__name__)
# --- case: django-called
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-called-in-another-name
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
application = app
def handler(e, s):
    return application(e, s)
# --- case: django-handler-is-the-app
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
handler = app
# --- case: django-uncalled
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: django-uncalled-after-start-response
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: django-uncalled-on-one-path
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: django-made-in-the-handler
from django.core.wsgi import get_wsgi_application
def handler(environ, start_response):
    app = get_wsgi_application()
    return app(environ, start_response)
# --- case: django-imported-in-the-handler
def handler(environ, start_response):
    from django.core.wsgi import get_wsgi_application
    app = get_wsgi_application()
    return app(environ, start_response)
# --- case: django-factory
from django.core.wsgi import get_wsgi_application
def create_app():
    app = get_wsgi_application()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-factory-uncalled
from django.core.wsgi import get_wsgi_application
def create_app():
    app = get_wsgi_application()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: django-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
# --- case: django-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
# --- case: django-path-decoded-anew
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: django-answer-kept-in-a-variable
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: django-handed-on-by-a-closure
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: django-answered-twice
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: django-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: django-handler-called
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-handler-called-in-another-name
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
application = app
def handler(e, s):
    return application(e, s)
# --- case: django-handler-handler-is-the-app
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
handler = app
# --- case: django-handler-uncalled
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: django-handler-uncalled-after-start-response
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: django-handler-uncalled-on-one-path
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: django-handler-made-in-the-handler
from django.core.handlers.wsgi import WSGIHandler
def handler(environ, start_response):
    app = WSGIHandler()
    return app(environ, start_response)
# --- case: django-handler-imported-in-the-handler
def handler(environ, start_response):
    from django.core.handlers.wsgi import WSGIHandler
    app = WSGIHandler()
    return app(environ, start_response)
# --- case: django-handler-factory
from django.core.handlers.wsgi import WSGIHandler
def create_app():
    app = WSGIHandler()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-handler-factory-uncalled
from django.core.handlers.wsgi import WSGIHandler
def create_app():
    app = WSGIHandler()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: django-handler-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
from django.core.handlers.wsgi import WSGIHandler
application = WSGIHandler()
# --- case: django-handler-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
from django.core.handlers.wsgi import WSGIHandler
application = WSGIHandler()
# --- case: django-handler-path-decoded-anew
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: django-handler-answer-kept-in-a-variable
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: django-handler-handed-on-by-a-closure
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: django-handler-answered-twice
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: django-handler-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-handler-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
from django.core.handlers.wsgi import WSGIHandler
app = WSGIHandler()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: django-handler-derived-class
from django.core.handlers.wsgi import WSGIHandler
class Shop(WSGIHandler):
    title = 'shop'
app = Shop()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-handler-derived-class-uncalled
from django.core.handlers.wsgi import WSGIHandler
class Shop(WSGIHandler):
    title = 'shop'
app = Shop()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: django-handler-derived-class-is-the-handler
from django.core.handlers.wsgi import WSGIHandler
class Shop(WSGIHandler):
    title = 'shop'
handler = Shop()
# --- case: django-handler-derived-class-with-call
from django.core.handlers.wsgi import WSGIHandler
class Shop(WSGIHandler):
    def __call__(self, environ, start_response):
        environ['SCRIPT_NAME'] = '/shop'
        return super().__call__(environ, start_response)
handler = Shop()
# --- case: bottle-called
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-called-in-another-name
import bottle
app = bottle.default_app()
application = app
def handler(e, s):
    return application(e, s)
# --- case: bottle-handler-is-the-app
import bottle
app = bottle.default_app()
handler = app
# --- case: bottle-uncalled
import bottle
app = bottle.default_app()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: bottle-uncalled-after-start-response
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: bottle-uncalled-on-one-path
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: bottle-made-in-the-handler
import bottle
def handler(environ, start_response):
    app = bottle.default_app()
    return app(environ, start_response)
# --- case: bottle-imported-in-the-handler
def handler(environ, start_response):
    import bottle
    app = bottle.default_app()
    return app(environ, start_response)
# --- case: bottle-factory
import bottle
def create_app():
    app = bottle.default_app()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-factory-uncalled
import bottle
def create_app():
    app = bottle.default_app()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: bottle-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
import bottle
application = bottle.default_app()
# --- case: bottle-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
import bottle
application = bottle.default_app()
# --- case: bottle-path-decoded-anew
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: bottle-answer-kept-in-a-variable
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: bottle-handed-on-by-a-closure
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: bottle-answered-twice
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: bottle-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
import bottle
app = bottle.default_app()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
import bottle
app = bottle.default_app()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: bottle-inner-application-called
import bottle
app = bottle.default_app()
def handler(environ, start_response):
    return app.wsgi(environ, start_response)
# --- case: bottle-inner-application-is-the-handler
import bottle
app = bottle.default_app()
handler = app.wsgi
# --- case: bottle-inner-application-uncalled
import bottle
app = bottle.default_app()
def handler(environ, start_response):  # expect: FC201
    return app.wsgi  # expect: FC302
# --- case: bottle-inner-application-replaced
from werkzeug.middleware.proxy_fix import ProxyFix
import bottle
app = bottle.default_app()
app.wsgi = ProxyFix(app.wsgi)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-inner-application-replaced-and-called
from werkzeug.middleware.proxy_fix import ProxyFix
import bottle
app = bottle.default_app()
app.wsgi = ProxyFix(app.wsgi)
def handler(environ, start_response):
    return app.wsgi(environ, start_response)
# --- case: bottle-own-called
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-own-called-in-another-name
from bottle import Bottle
app = Bottle()
application = app
def handler(e, s):
    return application(e, s)
# --- case: bottle-own-handler-is-the-app
from bottle import Bottle
app = Bottle()
handler = app
# --- case: bottle-own-uncalled
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: bottle-own-uncalled-after-start-response
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: bottle-own-uncalled-on-one-path
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: bottle-own-made-in-the-handler
from bottle import Bottle
def handler(environ, start_response):
    app = Bottle()
    return app(environ, start_response)
# --- case: bottle-own-imported-in-the-handler
def handler(environ, start_response):
    from bottle import Bottle
    app = Bottle()
    return app(environ, start_response)
# --- case: bottle-own-factory
from bottle import Bottle
def create_app():
    app = Bottle()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-own-factory-uncalled
from bottle import Bottle
def create_app():
    app = Bottle()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: bottle-own-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
from bottle import Bottle
application = Bottle()
# --- case: bottle-own-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
from bottle import Bottle
application = Bottle()
# --- case: bottle-own-path-decoded-anew
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: bottle-own-answer-kept-in-a-variable
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: bottle-own-handed-on-by-a-closure
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: bottle-own-answered-twice
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: bottle-own-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
from bottle import Bottle
app = Bottle()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-own-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: bottle-own-inner-application-called
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):
    return app.wsgi(environ, start_response)
# --- case: bottle-own-inner-application-is-the-handler
from bottle import Bottle
app = Bottle()
handler = app.wsgi
# --- case: bottle-own-inner-application-uncalled
from bottle import Bottle
app = Bottle()
def handler(environ, start_response):  # expect: FC201
    return app.wsgi  # expect: FC302
# --- case: bottle-own-inner-application-replaced
from werkzeug.middleware.proxy_fix import ProxyFix
from bottle import Bottle
app = Bottle()
app.wsgi = ProxyFix(app.wsgi)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-own-inner-application-replaced-and-called
from werkzeug.middleware.proxy_fix import ProxyFix
from bottle import Bottle
app = Bottle()
app.wsgi = ProxyFix(app.wsgi)
def handler(environ, start_response):
    return app.wsgi(environ, start_response)
# --- case: bottle-own-derived-class
from bottle import Bottle
class Shop(Bottle):
    title = 'shop'
app = Shop()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: bottle-own-derived-class-uncalled
from bottle import Bottle
class Shop(Bottle):
    title = 'shop'
app = Shop()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: bottle-own-derived-class-is-the-handler
from bottle import Bottle
class Shop(Bottle):
    title = 'shop'
handler = Shop()
# --- case: bottle-own-derived-class-with-call
from bottle import Bottle
class Shop(Bottle):
    def __call__(self, environ, start_response):
        environ['SCRIPT_NAME'] = '/shop'
        return super().__call__(environ, start_response)
handler = Shop()
# --- case: falcon-called
import falcon
app = falcon.App()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-called-in-another-name
import falcon
app = falcon.App()
application = app
def handler(e, s):
    return application(e, s)
# --- case: falcon-handler-is-the-app
import falcon
app = falcon.App()
handler = app
# --- case: falcon-uncalled
import falcon
app = falcon.App()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: falcon-uncalled-after-start-response
import falcon
app = falcon.App()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: falcon-uncalled-on-one-path
import falcon
app = falcon.App()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: falcon-made-in-the-handler
import falcon
def handler(environ, start_response):
    app = falcon.App()
    return app(environ, start_response)
# --- case: falcon-imported-in-the-handler
def handler(environ, start_response):
    import falcon
    app = falcon.App()
    return app(environ, start_response)
# --- case: falcon-factory
import falcon
def create_app():
    app = falcon.App()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-factory-uncalled
import falcon
def create_app():
    app = falcon.App()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: falcon-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
import falcon
application = falcon.App()
# --- case: falcon-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
import falcon
application = falcon.App()
# --- case: falcon-path-decoded-anew
import falcon
app = falcon.App()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: falcon-answer-kept-in-a-variable
import falcon
app = falcon.App()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: falcon-handed-on-by-a-closure
import falcon
app = falcon.App()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: falcon-answered-twice
import falcon
app = falcon.App()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: falcon-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
import falcon
app = falcon.App()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
import falcon
app = falcon.App()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: falcon-derived-class
import falcon
class Shop(falcon.App):
    title = 'shop'
app = Shop()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-derived-class-uncalled
import falcon
class Shop(falcon.App):
    title = 'shop'
app = Shop()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: falcon-derived-class-is-the-handler
import falcon
class Shop(falcon.App):
    title = 'shop'
handler = Shop()
# --- case: falcon-derived-class-with-call
import falcon
class Shop(falcon.App):
    def __call__(self, environ, start_response):
        environ['SCRIPT_NAME'] = '/shop'
        return super().__call__(environ, start_response)
handler = Shop()
# --- case: falcon-api-called
import falcon
app = falcon.API()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-api-called-in-another-name
import falcon
app = falcon.API()
application = app
def handler(e, s):
    return application(e, s)
# --- case: falcon-api-handler-is-the-app
import falcon
app = falcon.API()
handler = app
# --- case: falcon-api-uncalled
import falcon
app = falcon.API()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: falcon-api-uncalled-after-start-response
import falcon
app = falcon.API()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: falcon-api-uncalled-on-one-path
import falcon
app = falcon.API()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: falcon-api-made-in-the-handler
import falcon
def handler(environ, start_response):
    app = falcon.API()
    return app(environ, start_response)
# --- case: falcon-api-imported-in-the-handler
def handler(environ, start_response):
    import falcon
    app = falcon.API()
    return app(environ, start_response)
# --- case: falcon-api-factory
import falcon
def create_app():
    app = falcon.API()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-api-factory-uncalled
import falcon
def create_app():
    app = falcon.API()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: falcon-api-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
import falcon
application = falcon.API()
# --- case: falcon-api-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
import falcon
application = falcon.API()
# --- case: falcon-api-path-decoded-anew
import falcon
app = falcon.API()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: falcon-api-answer-kept-in-a-variable
import falcon
app = falcon.API()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: falcon-api-handed-on-by-a-closure
import falcon
app = falcon.API()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: falcon-api-answered-twice
import falcon
app = falcon.API()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: falcon-api-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
import falcon
app = falcon.API()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-api-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
import falcon
app = falcon.API()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: pyramid-called
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: pyramid-called-in-another-name
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
application = app
def handler(e, s):
    return application(e, s)
# --- case: pyramid-handler-is-the-app
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
handler = app
# --- case: pyramid-uncalled
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: pyramid-uncalled-after-start-response
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: pyramid-uncalled-on-one-path
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: pyramid-made-in-the-handler
from pyramid.config import Configurator
def handler(environ, start_response):
    app = Configurator(settings={}).make_wsgi_app()
    return app(environ, start_response)
# --- case: pyramid-imported-in-the-handler
def handler(environ, start_response):
    from pyramid.config import Configurator
    app = Configurator(settings={}).make_wsgi_app()
    return app(environ, start_response)
# --- case: pyramid-factory
from pyramid.config import Configurator
def create_app():
    app = Configurator(settings={}).make_wsgi_app()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: pyramid-factory-uncalled
from pyramid.config import Configurator
def create_app():
    app = Configurator(settings={}).make_wsgi_app()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: pyramid-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
from pyramid.config import Configurator
application = Configurator(settings={}).make_wsgi_app()
# --- case: pyramid-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
from pyramid.config import Configurator
application = Configurator(settings={}).make_wsgi_app()
# --- case: pyramid-path-decoded-anew
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: pyramid-answer-kept-in-a-variable
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: pyramid-handed-on-by-a-closure
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: pyramid-answered-twice
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: pyramid-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: pyramid-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
from pyramid.config import Configurator
app = Configurator(settings={}).make_wsgi_app()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: webpy-called
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: webpy-called-in-another-name
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
application = app
def handler(e, s):
    return application(e, s)
# --- case: webpy-handler-is-the-app
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
handler = app
# --- case: webpy-uncalled
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: webpy-uncalled-after-start-response
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: webpy-uncalled-on-one-path
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/health':
        return app  # expect: FC202, FC302
    return app(environ, start_response)
# --- case: webpy-made-in-the-handler
import web
def handler(environ, start_response):
    app = web.application(('/', 'index'), globals()).wsgifunc()
    return app(environ, start_response)
# --- case: webpy-imported-in-the-handler
def handler(environ, start_response):
    import web
    app = web.application(('/', 'index'), globals()).wsgifunc()
    return app(environ, start_response)
# --- case: webpy-factory
import web
def create_app():
    app = web.application(('/', 'index'), globals()).wsgifunc()
    return app
app = create_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: webpy-factory-uncalled
import web
def create_app():
    app = web.application(('/', 'index'), globals()).wsgifunc()
    return app
def handler(environ, start_response):  # expect: FC201
    return create_app()  # expect: FC302
# --- case: webpy-of-another-module
from wsgi import application
def handler(environ, start_response):
    return application(environ, start_response)
# --- file: wsgi.py
import web
application = web.application(('/', 'index'), globals()).wsgifunc()
# --- case: webpy-of-another-module-uncalled
import wsgi
def handler(environ, start_response):  # expect: FC201
    return wsgi.application  # expect: FC302
# --- file: wsgi.py
import web
application = web.application(('/', 'index'), globals()).wsgifunc()
# --- case: webpy-path-decoded-anew
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('latin-1')
    environ['HTTP_HOST'] = environ.get('HTTP_HOST', 'localhost')
    return app(environ, start_response)
# --- case: webpy-answer-kept-in-a-variable
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    result = app(environ, start_response)
    print(environ['REQUEST_METHOD'])
    return result
# --- case: webpy-handed-on-by-a-closure
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    def start(status, headers, exc_info=None):
        return start_response(status, headers + [('X-Frame-Options', 'DENY')], exc_info)
    return app(environ, start)
# --- case: webpy-answered-twice
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app(environ, start_response)
# --- case: webpy-proxy-fix
from werkzeug.middleware.proxy_fix import ProxyFix
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
app = ProxyFix(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: webpy-proxy-fix-uncalled
from werkzeug.middleware.proxy_fix import ProxyFix
import web
app = web.application(('/', 'index'), globals()).wsgifunc()
def handler(environ, start_response):  # expect: FC201
    return ProxyFix(app)  # expect: FC302
# --- case: werkzeug-response-called
from werkzeug.wrappers import Response
def handler(environ, start_response):
    return Response('hello', mimetype='text/plain')(environ, start_response)
# --- case: werkzeug-response-called-by-name
from werkzeug.wrappers import Response
def handler(environ, start_response):
    response = Response('hello', mimetype='text/plain')
    return response(environ, start_response)
# --- case: werkzeug-response-uncalled
from werkzeug.wrappers import Response
def handler(environ, start_response):  # expect: FC201
    return Response('hello', mimetype='text/plain')  # expect: FC302
# --- case: werkzeug-response-uncalled-of-a-helper
from werkzeug.wrappers import Response
def answer(environ):
    return Response('hello', mimetype='text/plain')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: werkzeug-response-of-a-helper-called
from werkzeug.wrappers import Response
def answer(environ):
    return Response('hello', mimetype='text/plain')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: werkzeug-response-in-a-list
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello', mimetype='text/plain')]  # expect: FC303
# --- case: werkzeug-response-uncalled-in-an-error
from werkzeug.wrappers import Response
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return Response('hello', mimetype='text/plain')  # expect: FC202, FC302
    return Response('hello', mimetype='text/plain')(environ, start_response)
# --- case: werkzeug-top-response-called
import werkzeug
def handler(environ, start_response):
    return werkzeug.Response('hello')(environ, start_response)
# --- case: werkzeug-top-response-called-by-name
import werkzeug
def handler(environ, start_response):
    response = werkzeug.Response('hello')
    return response(environ, start_response)
# --- case: werkzeug-top-response-uncalled
import werkzeug
def handler(environ, start_response):  # expect: FC201
    return werkzeug.Response('hello')  # expect: FC302
# --- case: werkzeug-top-response-uncalled-of-a-helper
import werkzeug
def answer(environ):
    return werkzeug.Response('hello')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: werkzeug-top-response-of-a-helper-called
import werkzeug
def answer(environ):
    return werkzeug.Response('hello')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: werkzeug-top-response-in-a-list
import werkzeug
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [werkzeug.Response('hello')]  # expect: FC303
# --- case: werkzeug-top-response-uncalled-in-an-error
import werkzeug
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return werkzeug.Response('hello')  # expect: FC202, FC302
    return werkzeug.Response('hello')(environ, start_response)
# --- case: werkzeug-not-found-response-called
from werkzeug.exceptions import NotFound
def handler(environ, start_response):
    return NotFound()(environ, start_response)
# --- case: werkzeug-not-found-response-called-by-name
from werkzeug.exceptions import NotFound
def handler(environ, start_response):
    response = NotFound()
    return response(environ, start_response)
# --- case: werkzeug-not-found-response-uncalled
from werkzeug.exceptions import NotFound
def handler(environ, start_response):  # expect: FC201
    return NotFound()  # expect: FC302
# --- case: werkzeug-not-found-response-uncalled-of-a-helper
from werkzeug.exceptions import NotFound
def answer(environ):
    return NotFound()
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: werkzeug-not-found-response-of-a-helper-called
from werkzeug.exceptions import NotFound
def answer(environ):
    return NotFound()
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: werkzeug-not-found-response-in-a-list
from werkzeug.exceptions import NotFound
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [NotFound()]  # expect: FC303
# --- case: werkzeug-not-found-response-uncalled-in-an-error
from werkzeug.exceptions import NotFound
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return NotFound()  # expect: FC202, FC302
    return NotFound()(environ, start_response)
# --- case: werkzeug-redirect-response-called
from werkzeug.utils import redirect
def handler(environ, start_response):
    return redirect('/login')(environ, start_response)
# --- case: werkzeug-redirect-response-called-by-name
from werkzeug.utils import redirect
def handler(environ, start_response):
    response = redirect('/login')
    return response(environ, start_response)
# --- case: werkzeug-redirect-response-uncalled
from werkzeug.utils import redirect
def handler(environ, start_response):  # expect: FC201
    return redirect('/login')  # expect: FC302
# --- case: werkzeug-redirect-response-uncalled-of-a-helper
from werkzeug.utils import redirect
def answer(environ):
    return redirect('/login')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: werkzeug-redirect-response-of-a-helper-called
from werkzeug.utils import redirect
def answer(environ):
    return redirect('/login')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: werkzeug-redirect-response-in-a-list
from werkzeug.utils import redirect
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [redirect('/login')]  # expect: FC303
# --- case: werkzeug-redirect-response-uncalled-in-an-error
from werkzeug.utils import redirect
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return redirect('/login')  # expect: FC202, FC302
    return redirect('/login')(environ, start_response)
# --- case: flask-response-called
import flask
def handler(environ, start_response):
    return flask.Response('hello')(environ, start_response)
# --- case: flask-response-called-by-name
import flask
def handler(environ, start_response):
    response = flask.Response('hello')
    return response(environ, start_response)
# --- case: flask-response-uncalled
import flask
def handler(environ, start_response):  # expect: FC201
    return flask.Response('hello')  # expect: FC302
# --- case: flask-response-uncalled-of-a-helper
import flask
def answer(environ):
    return flask.Response('hello')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: flask-response-of-a-helper-called
import flask
def answer(environ):
    return flask.Response('hello')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: flask-response-in-a-list
import flask
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [flask.Response('hello')]  # expect: FC303
# --- case: flask-response-uncalled-in-an-error
import flask
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return flask.Response('hello')  # expect: FC202, FC302
    return flask.Response('hello')(environ, start_response)
# --- case: flask-jsonify-response-called
from flask import jsonify
def handler(environ, start_response):
    return jsonify({'ok': True})(environ, start_response)
# --- case: flask-jsonify-response-called-by-name
from flask import jsonify
def handler(environ, start_response):
    response = jsonify({'ok': True})
    return response(environ, start_response)
# --- case: flask-jsonify-response-uncalled
from flask import jsonify
def handler(environ, start_response):  # expect: FC201
    return jsonify({'ok': True})  # expect: FC302
# --- case: flask-jsonify-response-uncalled-of-a-helper
from flask import jsonify
def answer(environ):
    return jsonify({'ok': True})
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: flask-jsonify-response-of-a-helper-called
from flask import jsonify
def answer(environ):
    return jsonify({'ok': True})
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: flask-jsonify-response-in-a-list
from flask import jsonify
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [jsonify({'ok': True})]  # expect: FC303
# --- case: flask-jsonify-response-uncalled-in-an-error
from flask import jsonify
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return jsonify({'ok': True})  # expect: FC202, FC302
    return jsonify({'ok': True})(environ, start_response)
# --- case: flask-make-response-response-called
from flask import make_response
def handler(environ, start_response):
    return make_response('hello', 200)(environ, start_response)
# --- case: flask-make-response-response-called-by-name
from flask import make_response
def handler(environ, start_response):
    response = make_response('hello', 200)
    return response(environ, start_response)
# --- case: flask-make-response-response-uncalled
from flask import make_response
def handler(environ, start_response):  # expect: FC201
    return make_response('hello', 200)  # expect: FC302
# --- case: flask-make-response-response-uncalled-of-a-helper
from flask import make_response
def answer(environ):
    return make_response('hello', 200)
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: flask-make-response-response-of-a-helper-called
from flask import make_response
def answer(environ):
    return make_response('hello', 200)
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: flask-make-response-response-in-a-list
from flask import make_response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [make_response('hello', 200)]  # expect: FC303
# --- case: flask-make-response-response-uncalled-in-an-error
from flask import make_response
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return make_response('hello', 200)  # expect: FC202, FC302
    return make_response('hello', 200)(environ, start_response)
# --- case: webob-response-called
from webob import Response
def handler(environ, start_response):
    return Response('hello', content_type='text/plain')(environ, start_response)
# --- case: webob-response-called-by-name
from webob import Response
def handler(environ, start_response):
    response = Response('hello', content_type='text/plain')
    return response(environ, start_response)
# --- case: webob-response-uncalled
from webob import Response
def handler(environ, start_response):  # expect: FC201
    return Response('hello', content_type='text/plain')  # expect: FC302
# --- case: webob-response-uncalled-of-a-helper
from webob import Response
def answer(environ):
    return Response('hello', content_type='text/plain')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: webob-response-of-a-helper-called
from webob import Response
def answer(environ):
    return Response('hello', content_type='text/plain')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: webob-response-in-a-list
from webob import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello', content_type='text/plain')]  # expect: FC303
# --- case: webob-response-uncalled-in-an-error
from webob import Response
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return Response('hello', content_type='text/plain')  # expect: FC202, FC302
    return Response('hello', content_type='text/plain')(environ, start_response)
# --- case: webob-exc-response-called
from webob import exc
def handler(environ, start_response):
    return exc.HTTPNotFound()(environ, start_response)
# --- case: webob-exc-response-called-by-name
from webob import exc
def handler(environ, start_response):
    response = exc.HTTPNotFound()
    return response(environ, start_response)
# --- case: webob-exc-response-uncalled
from webob import exc
def handler(environ, start_response):  # expect: FC201
    return exc.HTTPNotFound()  # expect: FC302
# --- case: webob-exc-response-uncalled-of-a-helper
from webob import exc
def answer(environ):
    return exc.HTTPNotFound()
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: webob-exc-response-of-a-helper-called
from webob import exc
def answer(environ):
    return exc.HTTPNotFound()
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: webob-exc-response-in-a-list
from webob import exc
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [exc.HTTPNotFound()]  # expect: FC303
# --- case: webob-exc-response-uncalled-in-an-error
from webob import exc
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return exc.HTTPNotFound()  # expect: FC202, FC302
    return exc.HTTPNotFound()(environ, start_response)
# --- case: pyramid-response-called
from pyramid.response import Response
def handler(environ, start_response):
    return Response('hello')(environ, start_response)
# --- case: pyramid-response-called-by-name
from pyramid.response import Response
def handler(environ, start_response):
    response = Response('hello')
    return response(environ, start_response)
# --- case: pyramid-response-uncalled
from pyramid.response import Response
def handler(environ, start_response):  # expect: FC201
    return Response('hello')  # expect: FC302
# --- case: pyramid-response-uncalled-of-a-helper
from pyramid.response import Response
def answer(environ):
    return Response('hello')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: pyramid-response-of-a-helper-called
from pyramid.response import Response
def answer(environ):
    return Response('hello')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: pyramid-response-in-a-list
from pyramid.response import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello')]  # expect: FC303
# --- case: pyramid-response-uncalled-in-an-error
from pyramid.response import Response
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return Response('hello')  # expect: FC202, FC302
    return Response('hello')(environ, start_response)
# --- case: pyramid-found-response-called
from pyramid.httpexceptions import HTTPFound
def handler(environ, start_response):
    return HTTPFound(location='/')(environ, start_response)
# --- case: pyramid-found-response-called-by-name
from pyramid.httpexceptions import HTTPFound
def handler(environ, start_response):
    response = HTTPFound(location='/')
    return response(environ, start_response)
# --- case: pyramid-found-response-uncalled
from pyramid.httpexceptions import HTTPFound
def handler(environ, start_response):  # expect: FC201
    return HTTPFound(location='/')  # expect: FC302
# --- case: pyramid-found-response-uncalled-of-a-helper
from pyramid.httpexceptions import HTTPFound
def answer(environ):
    return HTTPFound(location='/')
def handler(environ, start_response):  # expect: FC201
    return answer(environ)  # expect: FC302
# --- case: pyramid-found-response-of-a-helper-called
from pyramid.httpexceptions import HTTPFound
def answer(environ):
    return HTTPFound(location='/')
def handler(environ, start_response):
    return answer(environ)(environ, start_response)
# --- case: pyramid-found-response-in-a-list
from pyramid.httpexceptions import HTTPFound
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [HTTPFound(location='/')]  # expect: FC303
# --- case: pyramid-found-response-uncalled-in-an-error
from pyramid.httpexceptions import HTTPFound
import json
def handler(environ, start_response):
    try:
        json.load(environ['wsgi.input'])
    except ValueError:
        return HTTPFound(location='/')  # expect: FC202, FC302
    return HTTPFound(location='/')(environ, start_response)
# --- case: werkzeug-data
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').data  # expect: FC304
# --- case: werkzeug-data-in-a-list
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello').data]
# --- case: werkzeug-get-data
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').get_data()  # expect: FC304
# --- case: werkzeug-get-data-as-text
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').get_data(as_text=True)  # expect: FC301
# --- case: werkzeug-get-data-as-text-in-a-list
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello').get_data(True)]  # expect: FC303
# --- case: werkzeug-get-data-as-somebody-says
from werkzeug.wrappers import Response
from acme import AS_TEXT
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').get_data(as_text=AS_TEXT)
# --- case: werkzeug-iterable
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').response
# --- case: werkzeug-iter-encoded
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').iter_encoded()
# --- case: werkzeug-app-iter
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').get_app_iter(environ)
# --- case: werkzeug-status-code
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').status_code  # expect: FC302
# --- case: werkzeug-status-in-a-list
from werkzeug.wrappers import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello').status]  # expect: FC303
# --- case: werkzeug-from-app
from werkzeug.wrappers import Response
from acme import app
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response.from_app(app, environ)  # expect: FC302
# --- case: werkzeug-force-type-called
from werkzeug.wrappers import Response
from acme import value
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response.force_type(value)  # expect: FC302
# --- case: flask-data
from flask import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').data  # expect: FC304
# --- case: flask-render-template
from flask import render_template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return render_template('index.html')  # expect: FC301
# --- case: flask-render-template-encoded
from flask import render_template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [render_template('index.html').encode('utf-8')]
# --- case: flask-render-template-in-a-list
from flask import render_template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [render_template('index.html')]  # expect: FC303
# --- case: flask-json-dumps
from flask import json
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [json.dumps({})]  # expect: FC303
# --- case: flask-test-client
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app.test_client().get('/').data  # expect: FC304
# --- case: flask-test-client-in-a-list
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [app.test_client().get('/').data]
# --- case: flask-test-client-text
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [app.test_client().get('/').text]  # expect: FC303
# --- case: flask-test-client-response
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app.test_client().get('/')  # expect: FC302
# --- case: flask-full-dispatch
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app.full_dispatch_request()  # expect: FC302
# --- case: webob-body
from webob import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').body  # expect: FC304
# --- case: webob-body-in-a-list
from webob import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello').body]
# --- case: webob-text
from webob import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').text  # expect: FC301
# --- case: webob-app-iter
from webob import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').app_iter
# --- case: webob-status-int
from webob import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Response('hello').status_int]  # expect: FC303
# --- case: webob-get-response
from webob import Request
from acme import app
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Request.blank('/').get_response(app)  # expect: FC302
# --- case: webob-get-response-body
from webob import Request
from acme import app
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Request.blank('/').get_response(app).body]
# --- case: pyramid-body
from pyramid.response import Response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Response('hello').body  # expect: FC304
# --- case: pyramid-render
from pyramid.renderers import render
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [render('index.pt', {})]  # expect: FC303
# --- case: pyramid-render-to-response
from pyramid.renderers import render_to_response
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return render_to_response('index.pt', {})  # expect: FC302
# --- case: django-content
from django.http import HttpResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return HttpResponse('hello').content  # expect: FC304
# --- case: django-content-in-a-list
from django.http import JsonResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [JsonResponse({}).content]
# --- case: django-getvalue
from django.http import HttpResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [HttpResponse('hello').getvalue()]
# --- case: django-response-is-iterable
from django.http import HttpResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return HttpResponse('hello')
# --- case: django-render
from django.shortcuts import render
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return render(None, 'index.html')
# --- case: django-render-to-string
from django.template.loader import render_to_string
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return render_to_string('index.html')  # expect: FC301
# --- case: django-status-code
from django.http import HttpResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return HttpResponse('hello').status_code  # expect: FC302
# --- case: django-streaming-content
from django.http import StreamingHttpResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return StreamingHttpResponse([b'a']).streaming_content
# --- case: bottle-template
from bottle import template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return template('index')  # expect: FC301
# --- case: bottle-template-encoded
from bottle import template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [template('index').encode()]
# --- case: bottle-static-file
from bottle import static_file
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return static_file('a.txt', '/srv').body
# --- case: bottle-request-path
from bottle import request
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [request.path]  # expect: FC303
# --- case: falcon-response-data
import falcon
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [falcon.Response().data]
# --- case: webpy-application-uncalled
import web
app = web.application(('/', 'index'), globals())
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app  # expect: FC302
# --- case: webpy-wsgifunc-uncalled
import web
app = web.application(('/', 'index'), globals())
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app.wsgifunc  # expect: FC302
# --- case: webpy-application-asked
import web
app = web.application(('/', 'index'), globals())
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [app.request('/').data]
# --- case: jinja-rendered
from jinja2 import Template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return Template('x').render()  # expect: FC301
# --- case: jinja-encoded
from jinja2 import Template
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [Template('x').render().encode()]
# --- case: response-never-called-again
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [str(app)]  # expect: FC303
# --- case: werkzeug-request-application
from werkzeug.wrappers import Request, Response
@Request.application
def handler(request):
    return Response('hello ' + request.path)
# --- case: werkzeug-request-application-method
from werkzeug.wrappers import Request, Response
class App:
    @Request.application
    def __call__(self, request):
        return Response('hello')
handler = App()
# --- case: werkzeug-request-of-environ
from werkzeug.wrappers import Request, Response
def handler(environ, start_response):
    request = Request(environ)
    text = 'hello %s' % request.args.get('name', 'you')
    return Response(text, mimetype='text/plain')(environ, start_response)
# --- case: werkzeug-shortly
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response
from werkzeug.middleware.shared_data import SharedDataMiddleware
class Shortly:
    def __init__(self):
        self.url_map = Map([Rule('/', endpoint='home'), Rule('/<name>', endpoint='page')])
    def on_home(self, request):
        return Response('home')
    def on_page(self, request, name):
        return Response(name)
    def dispatch_request(self, request):
        adapter = self.url_map.bind_to_environ(request.environ)
        try:
            endpoint, values = adapter.match()
            return getattr(self, 'on_' + endpoint)(request, **values)
        except NotFound:
            return Response('nothing here', status=404)
        except HTTPException as error:
            return error
    def wsgi_app(self, environ, start_response):
        request = Request(environ)
        response = self.dispatch_request(request)
        return response(environ, start_response)
    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)
def create_app():
    app = Shortly()
    app.wsgi_app = SharedDataMiddleware(app.wsgi_app, {'/static': '/srv/static'})
    return app
handler = create_app()
# --- case: werkzeug-shortly-forgets-the-call
from werkzeug.wrappers import Request, Response
class Shortly:
    def on_home(self, request):
        return Response('home')
    def dispatch_request(self, request):
        if request.path == '/':
            return self.on_home(request)
        return Response('nothing here', status=404)
    def wsgi_app(self, environ, start_response):  # expect: FC201
        request = Request(environ)
        return self.dispatch_request(request)  # expect: FC302
    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)
handler = Shortly()
# --- case: werkzeug-dispatcher
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.exceptions import NotFound
api = Flask('api')
handler = DispatcherMiddleware(NotFound(), {'/api': api})
# --- case: werkzeug-dispatcher-called
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
api = Flask('api')
pages = Flask('pages')
application = DispatcherMiddleware(pages, {'/api': api})
def handler(environ, start_response):
    return application(environ, start_response)
# --- case: werkzeug-dispatcher-uncalled
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
def handler(environ, start_response):  # expect: FC201
    return DispatcherMiddleware(Flask('pages'), {'/api': Flask('api')})  # expect: FC302
# --- case: werkzeug-shared-data
from flask import Flask
from werkzeug.middleware.shared_data import SharedDataMiddleware
app = Flask(__name__)
app.wsgi_app = SharedDataMiddleware(app.wsgi_app, {'/': '/srv'})
handler = app
# --- case: werkzeug-old-middleware-names
from flask import Flask
from werkzeug.contrib.fixers import ProxyFix
from werkzeug.wsgi import DispatcherMiddleware, SharedDataMiddleware
app = ProxyFix(DispatcherMiddleware(SharedDataMiddleware(Flask(__name__), {}), {}))
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: werkzeug-profiler
from flask import Flask
from werkzeug.middleware.profiler import ProfilerMiddleware
app = Flask(__name__)
def handler(environ, start_response):
    return ProfilerMiddleware(app.wsgi_app)(environ, start_response)
# --- case: werkzeug-raised-exception-answers
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response
def handler(environ, start_response):
    try:
        if environ['REQUEST_METHOD'] != 'GET':
            raise MethodNotAllowed(['GET'])
        response = Response('hello')
    except HTTPException as error:
        response = error.get_response(environ)
    return response(environ, start_response)
# --- case: werkzeug-raised-exception-is-returned
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response
def handler(environ, start_response):
    try:
        if environ['REQUEST_METHOD'] != 'GET':
            raise MethodNotAllowed(['GET'])
        return Response('hello')(environ, start_response)
    except HTTPException as error:
        return error.get_response(environ)  # expect: FC202, FC302
# --- case: werkzeug-answer-taken-apart
from werkzeug.wrappers import Response
def handler(environ, start_response):
    response = Response('hello')
    body, status, headers = response.get_wsgi_response(environ)
    start_response(status, headers)
    return body
# --- case: werkzeug-headers-list
from werkzeug.wrappers import Response
def handler(environ, start_response):
    response = Response('hello')
    start_response(response.status, response.headers.to_wsgi_list())
    return [response.get_data()]
# --- case: flask-vendor-adapter
from flask import Flask, request
app = Flask(__name__)
BASE = ''
@app.route('/', methods=['GET', 'POST'])
def index():
    ctx = request.environ['fc.context']
    return 'hello %s' % ctx.request_id
@app.route('/next')
def following():
    return BASE
def handler(environ, start_response):
    global BASE
    if environ['fc.request_uri']:
        parts = environ['fc.request_uri'].split('/')
        if len(parts) > 5:
            BASE = '/'.join(parts[:5])
            environ['SCRIPT_NAME'] = BASE
    return app(environ, start_response)
# --- case: flask-vendor-adapter-host-and-prefix
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    path = environ['PATH_INFO']
    uri = environ['fc.request_uri']
    base = uri.split('?')[0]
    if path != '/':
        base = base[: -len(path)]
    context = environ['fc.context']
    environ['HTTP_HOST'] = '{}.{}.fc.aliyuncs.com'.format(context.account_id, context.region)
    environ['SCRIPT_NAME'] = base
    return app(environ, start_response)
# --- case: vendor-environ-sample
import logging
HELLO = b'Hello world!'
def handler(environ, start_response):
    context = environ['fc.context']
    uri = environ['fc.request_uri']
    for name, value in environ.items():
        if name.startswith('HTTP_'):
            logging.getLogger().info('%s: %s', name, value)
    try:
        size = int(environ.get('CONTENT_LENGTH', 0))
    except ValueError:
        size = 0
    sent = environ['wsgi.input'].read(size)
    method = environ['REQUEST_METHOD']
    path = environ['PATH_INFO']
    try:
        kind = environ['CONTENT_TYPE']
    except KeyError:
        kind = ' '
    try:
        query = environ['QUERY_STRING']
    except KeyError:
        query = ' '
    print(context.request_id, uri, method, path, kind, query, sent)
    start_response('200 OK', [('Content-type', 'text/plain')])
    return [HELLO]
# --- case: flask-app-context
from flask import Flask, current_app
app = Flask(__name__)
def handler(environ, start_response):
    with app.app_context():
        current_app.logger.info('called')
        return app(environ, start_response)
# --- case: flask-request-context
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    with app.request_context(environ):
        response = app.full_dispatch_request()
    return response(environ, start_response)
# --- case: flask-request-context-uncalled
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):  # expect: FC201
    with app.request_context(environ):
        response = app.full_dispatch_request()
    return response  # expect: FC302
# --- case: flask-request-context-view
from flask import Flask
app = Flask(__name__)
def view():
    return 'hello'
def handler(environ, start_response):
    with app.request_context(environ):
        response = app.make_response(view())
        return response(environ, start_response)
# --- case: flask-run-beside-the-handler
from flask import Flask
app = Flask(__name__)
@app.route('/')
def hello():
    return 'hello'
def handler(environ, start_response):
    return app(environ, start_response)
if __name__ == '__main__':
    app.run(debug=True)
# --- case: flask-run-by-mistake
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):  # expect: FC201
    return app.run()  # expect: FC302
# --- case: flask-two-apps
from flask import Flask
pages, api = Flask('pages'), Flask('api')
APPS = {'/api': api}
def handler(environ, start_response):
    for prefix, app in APPS.items():
        if environ['PATH_INFO'].startswith(prefix):
            return app(environ, start_response)
    return pages(environ, start_response)
# --- case: flask-two-apps-one-uncalled
from flask import Flask
pages, api = Flask('pages'), Flask('api')
def handler(environ, start_response):
    if environ['PATH_INFO'].startswith('/api'):
        return api(environ, start_response)
    return pages  # expect: FC202, FC302
# --- case: flask-extensions
from flask import Flask
from flask_cors import CORS
from flask_restful import Api
app = Flask(__name__)
CORS(app)
api = Api(app)
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: flask-async-adapter
from flask import Flask
app = Flask(__name__)
async def handler(environ, start_response):  # expect: FC102
    return app(environ, start_response)
# --- case: django-settings-in-the-handler
import os
def handler(environ, start_response):
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
    import django
    from django.core.wsgi import get_wsgi_application
    django.setup()
    return get_wsgi_application()(environ, start_response)
# --- case: django-initializer
import os
app = None
def initialize(context):
    global app
    os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'
    from django.core.wsgi import get_wsgi_application
    app = get_wsgi_application()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: django-project-package
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'site'))
from shop.wsgi import application
def handler(environ, start_response):
    environ['PATH_INFO'] = environ['PATH_INFO'].encode('utf-8').decode('iso-8859-1')
    return application(environ, start_response)
# --- file: shop/__init__.py
# --- file: shop/wsgi.py
import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
application = get_wsgi_application()
# --- case: django-static-files
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise
application = WhiteNoise(StaticFilesHandler(get_wsgi_application()))
def handler(environ, start_response):
    return application(environ, start_response)
# --- case: django-view-without-start-response
from django.http import HttpResponse
def handler(environ, start_response):  # expect: FC201
    return HttpResponse('hello')
# --- case: django-response-sent-by-hand
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
def handler(environ, start_response):
    request = WSGIRequest(environ)
    response = HttpResponse('hello ' + request.path)
    start_response('%d %s' % (response.status_code, response.reason_phrase), list(response.items()))
    return response
# --- case: django-function-itself
from django.core.wsgi import get_wsgi_application
def handler(environ, start_response):  # expect: FC201
    return get_wsgi_application  # expect: FC302
# --- case: bottle-routes
from bottle import default_app, route, template
@route('/hello/<name>')
def hello(name):
    return template('<b>{{name}}</b>', name=name)
application = default_app()
def handler(environ, start_response):
    return application(environ, start_response)
# --- case: bottle-app-stack
import bottle
def handler(environ, start_response):
    return bottle.app()(environ, start_response)
# --- case: bottle-app-stack-uncalled
import bottle
def handler(environ, start_response):  # expect: FC201
    return bottle.app()  # expect: FC302
# --- case: bottle-response-is-no-app
from bottle import HTTPResponse
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return HTTPResponse('hello')
# --- case: bottle-route-of-the-same-name
import bottle
app = bottle.Bottle()
@app.route('/')
def index():
    return 'hello'
@app.error(404)
def missing(error):
    return 'nothing here'
handler = app
# --- case: falcon-resource
import falcon
class Things:
    def on_get(self, req, resp):
        resp.status = falcon.HTTP_200
        resp.text = 'hello'
app = falcon.App()
app.add_route('/things', Things())
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-media-handlers
import falcon
from falcon import media
app = falcon.App(media_type=falcon.MEDIA_JSON, middleware=[object()])
handler = app
# --- case: falcon-asgi-is-no-wsgi-app
import falcon.asgi
app = falcon.asgi.App()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: falcon-resource-returned
import falcon
app = falcon.App()
def handler(environ, start_response):
    if environ['PATH_INFO'] == '/':
        start_response('200 OK', [('Content-Type', 'text/html')])
        return falcon.HTTP_200  # expect: FC301
    return app(environ, start_response)
# --- case: pyramid-with-configurator
from pyramid.config import Configurator
from pyramid.response import Response
def hello(request):
    return Response('hello')
with Configurator() as config:
    config.add_route('hello', '/')
    config.add_view(hello, route_name='hello')
    app = config.make_wsgi_app()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: pyramid-with-configurator-uncalled
from pyramid.config import Configurator
with Configurator() as config:
    config.add_route('hello', '/')
    app = config.make_wsgi_app()
def handler(environ, start_response):  # expect: FC201
    return app  # expect: FC302
# --- case: pyramid-main-factory
from pyramid.config import Configurator
def main(global_config, **settings):
    config = Configurator(settings=settings)
    config.include('pyramid_jinja2')
    config.scan()
    return config.make_wsgi_app()
app = main({})
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: pyramid-main-factory-uncalled
from pyramid.config import Configurator
def main(global_config, **settings):
    config = Configurator(settings=settings)
    return config.make_wsgi_app()
def handler(environ, start_response):  # expect: FC201
    return main({})  # expect: FC302
# --- case: pyramid-configurator-forgets-to-make
from pyramid.config import Configurator
from acme import answer
config = Configurator()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return config.make_wsgi_app  # expect: FC302
# --- case: pyramid-exception-as-response
from pyramid.httpexceptions import exception_response
def handler(environ, start_response):
    return exception_response(404)(environ, start_response)
# --- case: webpy-application
import web
urls = ('/(.*)', 'Hello')
class Hello:
    def GET(self, name):
        return 'hello ' + name
app = web.application(urls, globals())
handler = app.wsgifunc()
# --- case: webpy-application-run
import web
app = web.application(('/', 'Index'), globals())
application = app.wsgifunc()
def handler(environ, start_response):
    return application(environ, start_response)
if __name__ == '__main__':
    app.run()
# --- case: webpy-in-one-line
import web
def handler(environ, start_response):
    return web.application(('/', 'Index'), globals()).wsgifunc()(environ, start_response)
# --- case: webpy-middleware
import web
from web.httpserver import StaticMiddleware
app = web.application(('/', 'Index'), globals())
application = app.wsgifunc(StaticMiddleware)
def handler(environ, start_response):
    return application(environ, start_response)
# --- case: webpy-wsgifunc-made-on-one-path
import web
app = web.application(('/', 'Index'), globals())
def handler(environ, start_response):
    if environ['REQUEST_METHOD'] == 'GET':
        return app.wsgifunc()(environ, start_response)
    return app.wsgifunc()  # expect: FC202, FC302
# --- case: webob-wsgify
from webob.dec import wsgify
@wsgify
def handler(request):
    return 'hello ' + request.path
# --- case: webob-wsgify-called
from webob import Response
from webob.dec import wsgify
@wsgify
def page(request):
    return Response('hello')
def handler(environ, start_response):
    return page(environ, start_response)
# --- case: webob-wsgify-by-hand-uncalled
from webob.dec import wsgify
def page(request):
    return 'hello'
application = wsgify(page)
def handler(environ, start_response):  # expect: FC201
    return application  # expect: FC302
# --- case: webob-wsgify-with-arguments
from webob import Request
from webob.dec import wsgify
class MyRequest(Request):
    pass
@wsgify(RequestClass=MyRequest)
def handler(request):
    return 'hello'
# --- case: webob-wsgify-method
from webob.dec import wsgify
class App:
    @wsgify
    def __call__(self, request):
        return 'hello'
handler = App()
# --- case: webob-wsgify-middleware
from webob.dec import wsgify
from acme import application
@wsgify.middleware
def no_cache(request, app):
    response = request.get_response(app)
    response.cache_control.no_cache = True
    return response
handler = no_cache(application)
# --- case: webob-request-get-response
from webob import Request
from acme import application
def handler(environ, start_response):
    request = Request(environ)
    response = request.get_response(application)
    response.headers['X-Frame-Options'] = 'DENY'
    return response(environ, start_response)
# --- case: webob-request-get-response-uncalled
from webob import Request
from acme import application
def handler(environ, start_response):  # expect: FC201
    request = Request(environ)
    return request.get_response(application)  # expect: FC302
# --- case: webob-raised-exception-answers
from webob import Request, Response, exc
def page(request):
    if request.method != 'GET':
        raise exc.HTTPMethodNotAllowed()
    return Response('hello')
def handler(environ, start_response):
    request = Request(environ)
    try:
        response = page(request)
    except exc.HTTPException as error:
        response = error
    return response(environ, start_response)
# --- case: webob-taken-apart
from webob import Response
def handler(environ, start_response):
    response = Response('hello')
    start_response(response.status, response.headerlist)
    return response.app_iter
# --- case: webob-conditional
from webob import Response
def handler(environ, start_response):
    response = Response('hello', etag='1')
    return response.conditional_response_app(environ, start_response)
# --- case: asgi-adapter-called
from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
app = FastAPI()
wsgi = ASGIMiddleware(app)
def handler(environ, start_response):
    return wsgi(environ, start_response)
# --- case: asgi-adapter-is-the-handler
from a2wsgi import ASGIMiddleware
from starlette.applications import Starlette
handler = ASGIMiddleware(Starlette())
# --- case: asgi-adapter-uncalled
from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
app = FastAPI()
def handler(environ, start_response):  # expect: FC201
    return ASGIMiddleware(app)  # expect: FC302
# --- case: asgi-app-called-as-wsgi-is-not-known
from fastapi import FastAPI
app = FastAPI()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: asgi-app-returned-is-not-known
from starlette.applications import Starlette
app = Starlette()
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    return app
# --- case: framework-of-somebody-else
from acme_framework import Application
app = Application()
def handler(environ, start_response):
    return app(environ, start_response)
# --- case: framework-behind-a-decorator
from flask import Flask
app = Flask(__name__)
def logged(function):
    def wrapper(environ, start_response):
        print(environ['PATH_INFO'])
        return function(environ, start_response)
    return wrapper
handler = logged(app)
# --- case: framework-behind-a-class
from flask import Flask
class Prefix:
    def __init__(self, app, prefix):
        self.app = app
        self.prefix = prefix
    def __call__(self, environ, start_response):
        if environ['PATH_INFO'].startswith(self.prefix):
            environ['PATH_INFO'] = environ['PATH_INFO'][len(self.prefix):]
            environ['SCRIPT_NAME'] = self.prefix
            return self.app(environ, start_response)
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'not here']
app = Flask(__name__)
app.wsgi_app = Prefix(app.wsgi_app, '/shop')
handler = app
# --- case: framework-behind-a-class-that-forgets
from flask import Flask
class Prefix:
    def __init__(self, app, prefix):
        self.app = app
        self.prefix = prefix
    def __call__(self, environ, start_response):
        if environ['PATH_INFO'].startswith(self.prefix):
            return self.app(environ, start_response)
        return [b'not here']  # expect: FC202
handler = Prefix(Flask(__name__), '/shop')
# --- case: framework-answer-wrapped-in-a-list
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    return [b''.join(app(environ, start_response))]
# --- case: framework-answer-yielded
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    yield from app(environ, start_response)
# --- case: framework-answer-as-an-item
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    return [app(environ, start_response)]  # expect: FC303
# --- case: framework-call-forgotten-by-yield
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/html')])
    yield app  # expect: FC303
# --- case: framework-answer-dropped
from flask import Flask
app = Flask(__name__)
def handler(environ, start_response):  # expect: FC302
    app(environ, start_response)
