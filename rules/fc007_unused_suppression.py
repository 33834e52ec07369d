"""unused-suppression: a comment silences a rule that reports nothing there.

## What it does
Reports codes of fclint in `# noqa: FC301` and `# fclint: ignore[FC301]` that silence nothing. Codes
of other linters and a `# noqa` without codes are left alone, and so are codes that this run does
not select, and code that no handler leads to: what was not analysed is not judged.

## Why it matters
On Function Compute: nothing happens to a request. But the comment says that something is wrong
where nothing is, and it would hide the mistake if someone made it again.

On other WSGI servers: the same.

## Example
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']  # noqa: FC301
```

## Use instead
```python
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']
```

## Fix safety
Safe. The codes that silence nothing are removed, with the whole comment where nothing else is left
of it. Other codes and other text in the comment stay.

## References
- [The suppressions that fclint knows](https://github.com/fclint/fclint#configure)
"""

from __future__ import annotations

from collections.abc import Iterator

from fclint.events import SuppressionUnused
from fclint.finding import Fix
from fclint.rule import WARNING, Example, Report, Rule, outcome


class UnusedSuppression(Rule):
    """Told of a file as a whole, once all findings in it are known."""

    code, name = "FC007", "unused-suppression"
    summary = "a suppression that silences nothing"
    static_only = "it judges the comments of a file, whatever a run shows"
    severity = WARNING
    fixable = "safe"
    consequence = outcome(
        fc2="Nothing happens to a request; the next mistake there would go unseen",
        wsgi="Nothing happens to a request; the next mistake there would go unseen",
    )
    advice = "remove the codes, or the comment"

    def on_suppression_unused(self, event: SuppressionUnused) -> Iterator[Report]:
        fix = Fix("Remove the suppression", event.removal, safe=True) if event.removal else None
        yield self.report(event, f"nothing to suppress for {', '.join(event.codes)}", fix=fix)

    reported = (
        Example(
            "a mistake that was corrected",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']  # noqa: FC301 # FC007
""",
        ),
        Example(
            "one code of several",
            """\
import json


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'application/json')])
    return json.dumps({})  # fclint: ignore[FC301, FC304] # FC007
""",
        ),
    )
    clean = (
        Example(
            "a suppression that is needed",
            """\
def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return 'hello'  # noqa: FC301
""",
        ),
        Example(
            "other linters' codes, and everything at once",
            """\
import os  # noqa: F401


def handler(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [b'hello']  # noqa
""",
        ),
    )
