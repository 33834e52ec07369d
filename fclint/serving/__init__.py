"""``fclint serve``: a handler behind an HTTP server, answered for as Function Compute would.

Requests come in through waitress, go one at a time to an instance of the function in a process of
its own, and what they show is printed. Saving a file of the code directory starts a new instance.
"""
