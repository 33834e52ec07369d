Deployments: what a manifest names, and what the runtime that it names does with it.

# --- case: WSGI on FC 3.0
def handler(environ, start_response):  # expect: FC004@5
    start_response('200 OK', {})
    return 'text'
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props:
      handler: index.handler
      runtime: python3.10
      code: .
      triggers:
        - {triggerName: http, triggerType: http, triggerConfig: {methods: [GET]}}

# --- case: WSGI on FC 3.0 under the names of an event handler
def handler(event, context):  # expect: FC004@5
    context('200 OK', [('Content-Type', 'text/plain')])
    return [event['PATH_INFO'].encode()]
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.12, code: .}

# --- case: a Flask application on FC 3.0
from flask import Flask

app = Flask(__name__)  # expect: FC004
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.app, runtime: python3.10, code: .}

# --- case: an adapter around Flask on FC 3.0
from flask import Flask

app = Flask(__name__)


def handler(environ, start_response):  # expect: FC004
    return app(environ, start_response)
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.10, code: .}

# --- case: an event handler on FC 3.0
import json


def handler(event, context):
    request = json.loads(event)
    return {'statusCode': 200, 'body': request['body'], 'headers': {}}
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.10, code: .}

# --- case: an event handler on FC 3.0 that calls a WSGI application with an environ of its own
import io
import json


def application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']


def handler(event, context):
    request = json.loads(event)
    answer = {}

    def start_response(status, headers, exc_info=None):
        answer['statusCode'] = int(status.split()[0])
        answer['headers'] = dict(headers)

    environ = {'PATH_INFO': request['rawPath'], 'wsgi.input': io.BytesIO()}
    answer['body'] = b''.join(application(environ, start_response)).decode()
    return answer
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.10, code: .}

# --- case: a handler that knows both kinds
import json


def handler(event, context):
    if callable(context):
        context('200 OK', [('Content-Type', 'text/plain')])
        return [event['PATH_INFO'].encode()]
    return {'statusCode': 200, 'body': json.loads(event)['rawPath']}
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.10, code: .}

# --- case: an event handler behind an HTTP trigger of FC 2.0
import json


def handler(event, context):  # expect: FC004
    evt = json.loads(event)
    creds = context.credentials
    return {'statusCode': 200, 'body': evt['name'], 'user': creds.access_key_id}
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: index.handler, runtime: python3.9, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: an event handler that returns text behind an HTTP trigger of FC 2.0
import logging


def handler(event, context):  # expect: FC004
    logging.getLogger().info('hello')
    return 'hello world'
# --- file: s.yaml
services:
  web:
    component: devsapp/fc
    props:
      function: {name: web, handler: index.handler, runtime: python3, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: a WSGI handler that forgets start_response under other names
def handler(request, respond):  # expect: FC201
    return [b'hello']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: index.handler, runtime: python3, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: a handler whose parameters go to unknown code
from serving import serve


def handler(event, context):
    return serve(event, context)
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: index.handler, runtime: python3, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: no HTTP trigger
def handler(environ, start_response):  # expect: FC004
    start_response('200 OK', [])
    return [b'hello']
# --- file: s.yaml
services:
  nightly:
    component: fc
    props:
      function: {name: nightly, handler: index.handler, runtime: python3.9, codeUri: .}
      triggers: [{name: t, type: timer, config: {cronExpression: '0 0 3 * * *'}}]

# --- case: an unknown trigger says nothing
def handler(event, context):
    return {'statusCode': 200}
# --- file: template.yml
Resources:
  f:
    Type: ALIYUN::FC::Function
    Properties: {Handler: index.handler, Runtime: python3, ServiceName: s, FunctionName: f, Code: {SourceCode: .}}

# --- case: a module below the code directory whose names nobody would take for a handler
# nothing here
# --- file: code/app/main.py
def main(event, context):
    context(200, [('Content-Type', 'text/plain')])  # expect: FC206
    return [b'x']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: app.main.main, runtime: python3.9, codeUri: ./code}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: a file that the byte filter would leave out
# nothing here
# --- file: code/main.py
class Web:
    def serve(self, a, b):
        b('200 OK', [])
        return None  # expect: FC302


main = Web().serve
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: main.main, runtime: python3.9, codeUri: code/}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: a custom runtime is another server
def application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    if environ['QUERY_STRING']:  # expect: FC401
        return 'x'  # expect: FC301
    return [b'']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: index.nothing, runtime: custom, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: Python 2.7 is not judged
def handler(environ, start_response):
    return 'text'
# --- file: new.py
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'text'  # expect: FC301
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: index.handler, runtime: python2.7, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]
  new:
    component: fc
    props:
      function: {name: new, handler: new.handler, runtime: python3, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: the manifest's environment variables are in environ
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['TABLE'].encode(), environ['region'].encode()]
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function:
        name: web
        handler: index.handler
        runtime: python3.9
        codeUri: .
        environmentVariables: {TABLE: users, region: '${vars.unknown}'}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: a variable with a reserved prefix is deleted
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['FC_TABLE'].encode()]  # expect: FC401
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function:
        name: web
        handler: index.handler
        runtime: python3.9
        codeUri: .
        environmentVariables:
          FC_TABLE: users  # expect: FC006@11
          FC_REGION: mine
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: only one of two functions sets the variable
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['TABLE'].encode()]  # expect: FC401
# --- file: s.yaml
services:
  one:
    component: fc
    props:
      function: {name: one, handler: index.handler, runtime: python3.9, codeUri: ., environmentVariables: {TABLE: a}}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]
  two:
    component: fc
    props:
      function: {name: two, handler: index.handler, runtime: python3.9, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: one handler for two generations
def handler(environ, start_response):  # expect: FC004
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'text'  # expect: FC301
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: index.handler, runtime: python3.9, codeUri: .}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]
# --- file: s_3.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.10, code: .}

# --- case: the target that the configuration names wins over the manifest
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'text'  # expect: FC301
# --- file: pyproject.toml
[tool.fclint]
target = "wsgi"
# --- file: s.yaml
edition: 3.0.0
resources:
  web:
    component: fc3
    props: {handler: index.handler, runtime: python3.10, code: .}

# --- case: a module that the runtime has imported
# nothing here
# --- file: code/logging.py
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: logging.handler, runtime: python3.9, codeUri: ./code}  # expect: FC003
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: no file of that name is no shadowed module
# nothing here
# --- file: code/index.py
# nothing here
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {name: web, handler: logging.handler, runtime: python3.9, codeUri: ./code}  # expect: FC002
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: names that a module gets in other ways
from everything import *
# --- file: two.py
globals()['handler'] = print
# --- file: three.py
def __getattr__(name):
    return print
# --- file: four.py
import random

if random.random() > 2:
    def handler(environ, start_response):
        start_response('200 OK', [])
        return [b'']
# --- file: five.py
from own import *
# --- file: own.py
def handler(environ, start_response):
    start_response('200 OK', [])
    return [b'']
# --- file: six.py
from own import *
# --- file: s.yaml
services:
  one: {component: fc, props: {function: {handler: index.handler, runtime: python3.9, codeUri: .}}}
  two: {component: fc, props: {function: {handler: two.handler, runtime: python3.9, codeUri: .}, triggers: [{type: http}]}}
  three: {component: fc, props: {function: {handler: three.handler, runtime: python3.9, codeUri: .}, triggers: [{type: http}]}}
  four: {component: fc, props: {function: {handler: four.handler, runtime: python3.9, codeUri: .}, triggers: [{type: http}]}}
  five: {component: fc, props: {function: {handler: five.handler, runtime: python3.9, codeUri: .}, triggers: [{type: http}]}}
  six:
    component: fc
    props:
      function: {handler: six.main, runtime: python3.9, codeUri: .}  # expect: FC002

# --- case: lifecycle handlers
import pymysql


def initializer(context):
    global pool
    pool = pymysql.connect(host='db')
    return pool  # expect: FC005@5


def stop(context, reason):  # expect: FC005@5
    return None


def freeze(context):
    return {'connections': [1, 2], 'ok': True, 'left': None}


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function:
        name: web
        handler: index.handler
        runtime: python3.9
        codeUri: .
        initializer: index.initializer
        instanceLifecycleConfig:
          preStop: {handler: index.stop}
          preFreeze: {handler: index.freeze}
      triggers: [{name: http, type: http, config: {methods: [GET]}}]

# --- case: what lifecycle handlers may return
import collections
import enum
import json


class State(enum.IntEnum):
    READY = 1


def initializer(context):
    if context.request_id:
        return State.READY
    if context.region:
        return json.loads('[]')
    return collections.OrderedDict(a=(1, 2.5, 'x'))


def stop(*args):
    return [{'a': None}]


def freeze(context):
    return {b'a': 1}  # expect: FC005


async def start(context):  # expect: FC005
    return None


def items(context):
    if context.region:
        return {'keys': {1, 2}}  # expect: FC005
    return (i for i in [1])  # expect: FC005


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
        initializer: index.initializer
        instanceLifecycleConfig:
          preStop: {handler: index.stop}
          preFreeze: {handler: index.freeze}
      triggers: [{type: http}]
  other:
    component: fc
    props:
      function:
        handler: index.handler
        runtime: python3.9
        codeUri: .
        initializer: index.start
        instanceLifecycleConfig:
          preStop: {handler: index.items}
          preFreeze: {handler: index.none}  # expect: FC002
      triggers: [{type: http}]

# --- case: names of the configuration
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
# --- file: pyproject.toml
[tool.fclint]
handlers = [
    "index.handler",
    "index.handle",  # expect: FC002@5
    "main.handler",  # expect: FC002@5
]

# --- case: a malformed manifest
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
# --- file: s.yaml
services:
  web:
    component: fc
    props:
      function: {handler: index.handler
      runtime: python3.9  # expect: FC001
      - x
