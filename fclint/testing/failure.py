"""How a test fails: with the findings, as ``fclint check`` tells them, and the request."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from fclint.configuration.selection import UnknownCodeError, check_codes, matches
from fclint.finding import Finding, Severity
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.testing.requests import describe
from fclint.testing.response import Response

_COLUMNS = 98


class FindingsError(AssertionError):
    """A request on which the handler makes mistakes: ``response`` and ``findings`` tell of it."""

    def __init__(self, response: Response, findings: Sequence[Finding]) -> None:
        """``findings`` are those that are to blame, at least one."""
        super().__init__(_message(response, findings))
        self.response = response
        self.findings = tuple(findings)


def check_allowed(allow: str | Iterable[str]) -> tuple[str, ...]:
    """Codes and prefixes of codes for rules that are named by code, prefix or name.

    Raises :class:`~fclint.configuration.selection.UnknownCodeError`, a ValueError, for what no rule
    is called.
    """
    from fclint.registry import load_rules

    __tracebackhide__ = True
    rules = load_rules()
    codes = {rule.name: rule.code for rule in rules}
    wanted = [allow] if isinstance(allow, str) else sorted(allow)
    for each in wanted:
        if len(each.strip()) < len("FC"):  # which else would be a prefix of all
            raise UnknownCodeError(f"no rule has the code {each!r}")
    try:
        return check_codes([codes.get(each, each) for each in wanted], rules)
    except UnknownCodeError as error:
        raise UnknownCodeError(str(error)) from None  # without the way that led there


def to_blame(findings: Iterable[Finding], allowed: tuple[str, ...]) -> list[Finding]:
    """The findings that fail a test: errors that are not allowed."""
    return [
        finding
        for finding in findings
        if finding.severity >= Severity.ERROR and not matches(allowed, finding.code)
    ]


def _message(response: Response, findings: Sequence[Finding]) -> str:
    from fclint.report import full

    request = describe(response.request)
    style = Style(columns=_COLUMNS, folder=os.getcwd())
    codes = ", ".join(sorted({finding.code for finding in findings}))
    status = f"{response.status} {response.reason}".rstrip()
    lines = [style.visible(f"{codes} on {request[0]}: {status}"), ""]
    lines += full.render(findings, Sources(), style)
    lines.append("Request:")
    lines += [f"  {style.visible(line)}" for line in request]
    lines.append(f"Response: {style.visible(status)}")
    error = response.error
    if error is not None:
        said = ": ".join(part for part in (error.type, error.message) if part)
        lines.append(f"  {style.visible(said)}")
        lines += [f"    {style.visible(line)}" for line in error.stack]
    quoted = ", ".join(f'"{code}"' for code in codes.split(", "))
    lines.append(f"Where that is meant to happen: allow={{{quoted}}}")
    return "\n".join(lines)
