"""Builtin types and functions: their operators, methods and items."""
