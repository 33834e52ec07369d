"""The abstract interpreter: foresees, from source, what happens when a handler is called."""
