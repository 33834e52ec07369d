"""From paths to modules: files, bytes, statements, suppressions, imports."""
