"""Clients of databases and stores: what their modules' functions and classes give.

In the notation of :mod:`fclint.analysis.libdata`. Nothing but the type is known of an object: it is
a connection, which is of interest where one leaves a function that must return data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OBJECT: dict[str, Any] = {"u": True}

CLIENTS: Mapping[str, Mapping[str, Any]] = {
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
