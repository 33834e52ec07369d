"""Clients of databases, stores and HTTP: what their modules' functions and classes give.

In the notation of :mod:`fclint.analysis.libraries.libdata`. Nothing but the type is known of a
connection, which is of interest where one leaves a function that must return data. Of another
server's answer it is known which of its attributes are text and which are bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OBJECT: dict[str, Any] = {"u": True}
_MANAGER = {"__enter__": "d()->Self", "__exit__": "d(*args)->None"}
_VERBS = ("delete", "get", "head", "options", "patch", "post", "put", "request")


def _http(module: str, response: str, *sessions: str) -> dict[str, dict[str, Any]]:
    """A module with a function for each method of HTTP, and classes with such methods."""
    verbs = dict.fromkeys(_VERBS, f"d(*args,**kwargs)->{response}")
    home, _, name = response.rpartition(".")
    members = {
        **_MANAGER,
        "content": "p bytes",
        "json": "d(**kwargs)->?",
        "ok": "p bool",
        "status_code": "p int",
        "text": "p str",
    }
    functions: dict[str, Any] = {**verbs, name: f"a {response}"}
    clients = {
        each: {"m": {**_MANAGER, "__init__": "d(*args,**kwargs)->None", **verbs}, "u": True}
        for each in sessions
    }
    answer = {name: {"m": members, "u": True}}
    return {module: {**functions, **clients}, home: answer}


CLIENTS: Mapping[str, Mapping[str, Any]] = {
    **_http("requests", "requests.models.Response", "Session"),
    **_http("httpx", "httpx._models.Response", "Client"),
    "MySQLdb": {
        "connect": "d(*args,**kwargs)->MySQLdb.connections.Connection",
        "Connect": "a MySQLdb.connect",
    },
    "MySQLdb.connections": {"Connection": _OBJECT},
    "elasticsearch": {"Elasticsearch": _OBJECT},
    "mysql.connector": {"connect": "d(*args,**kwargs)->mysql.connector.connection.MySQLConnection"},
    "mysql.connector.connection": {"MySQLConnection": _OBJECT},
    "oss2": {
        "Auth": "a oss2.auth.Auth",
        "Bucket": "a oss2.api.Bucket",
        "Service": "a oss2.api.Service",
        "StsAuth": "a oss2.auth.StsAuth",
    },
    "oss2.api": {"Bucket": _OBJECT, "Service": _OBJECT},
    "oss2.auth": {"Auth": _OBJECT, "StsAuth": _OBJECT},
    "psycopg2": {"connect": "d(*args,**kwargs)->psycopg2.extensions.connection"},
    "psycopg2.extensions": {"connection": _OBJECT},
    "pymongo": {"MongoClient": "a pymongo.mongo_client.MongoClient"},
    "pymongo.mongo_client": {"MongoClient": _OBJECT},
    "pymysql": {
        "connect": "a pymysql.connections.Connection",
        "Connect": "a pymysql.connections.Connection",
        "Connection": "a pymysql.connections.Connection",
    },
    "pymysql.connections": {"Connection": _OBJECT},
    "redis": {
        "ConnectionPool": "a redis.connection.ConnectionPool",
        "Redis": "a redis.client.Redis",
        "StrictRedis": "a redis.client.Redis",
        "from_url": "d(*args,**kwargs)->redis.client.Redis",
    },
    "redis.client": {"Redis": _OBJECT},
    "redis.connection": {"ConnectionPool": _OBJECT},
    "sqlalchemy": {"create_engine": "d(*args,**kwargs)->sqlalchemy.engine.Engine"},
    "sqlalchemy.engine": {"Engine": _OBJECT},
    "tablestore": {"OTSClient": _OBJECT},
}
