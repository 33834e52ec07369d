"""``fclint dry-run``: one request to one handler, and what is told of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fclint.configuration.config import Config, ConfigError
from fclint.configuration.selection import Selection
from fclint.configuration.settings import DEFAULT_FAIL_ON
from fclint.console import (
    BUGS,
    Exit,
    Output,
    complain,
    read_bytes,
    shown,
    style_of,
    tell,
    write,
)
from fclint.dryrun.deployed import Deployed, DeploymentError
from fclint.dryrun.missing import what_is_missing
from fclint.dryrun.process import Function, Instance, WorkerError
from fclint.dryrun.reading import read_request, split_target
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request, RequestError, is_asynchronous
from fclint.finding import Finding, Severity
from fclint.judging import findings_of
from fclint.planning import Wanted, plan
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.request import UsageError

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Asked(Wanted):
    """What the command line asks for; None or empty where it is silent.

    ``request`` and ``data_file`` are names of files.
    """

    request: str | None = None
    entry: int | None = None
    method: str | None = None
    path: str | None = None
    query: str | None = None
    headers: tuple[str, ...] = ()
    data: str | None = None
    data_file: str | None = None
    json: str | None = None
    asynchronous: bool = False
    times: int = 1
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    fail_on: Severity | None = None


def dry_run(asked: Asked, output: Output) -> Exit:
    """Runs the handler and prints what came of it."""
    try:
        planned = plan(asked)
        function, config = planned.function, planned.config
        request = plan_request(asked)
        with Instance(function) as instance:
            for _ in range(asked.times):
                recorded = instance.call(request)
            enforced = instance.memory_enforced
    except (UsageError, ConfigError, RequestError, DeploymentError) as error:
        return complain(str(error))
    except WorkerError as error:
        return complain_of_bug(str(error), error.traceback, output)
    except OSError as error:
        return complain(f"cannot start the dry run: {error.strerror or error}")
    sources = Sources()
    findings = judge(recorded, config, asked, sources)
    if output.format == "json":
        lines: Iterator[str] = iter([_json(recorded, findings, sources)])
    else:
        lines = _full(recorded, findings, sources, style_of(sys.stdout), quiet=output.quiet)
    written = write(lines)
    if not output.quiet:
        for note in notes(planned.deployed, function, request, enforced, recorded):
            tell(f"note: {note}")
    if not written:
        return Exit.ERROR
    threshold = asked.fail_on or config.fail_on or DEFAULT_FAIL_ON
    failing = any(finding.severity >= threshold for finding in findings)
    return Exit.FINDINGS if failing and not output.exit_zero else Exit.CLEAN


def plan_request(asked: Asked) -> Request:
    """The request of the file, if there is one, changed by what else is said; else what is said.

    Raises RequestError and :class:`UsageError`.
    """
    request = Request()
    if asked.request == asked.data_file == _STDIN:
        raise UsageError("--request and --data-file can't both be standard input")
    if asked.request is not None:
        request = read_request(_read(asked.request), asked.request, asked.entry)
    elif asked.entry is not None:
        raise UsageError("--entry needs --request")
    given = [name for name in ("data", "data_file", "json") if getattr(asked, name) is not None]
    if len(given) > 1:
        raise UsageError("--data, --data-file and --json exclude each other")
    headers = list(request.headers)
    body, method = request.body, request.method
    if given:
        method = "POST" if asked.request is None else method
        if asked.data_file is not None:
            body = _read(asked.data_file)
        else:
            body = (asked.data if asked.data is not None else asked.json or "").encode(
                "utf-8", "surrogateescape"
            )
    for written in asked.headers:
        name, colon, value = written.partition(":")
        if not colon:
            raise RequestError(f"no header such as 'Name: value': {written!r}")
        headers.append((name.strip(), value.strip()))
    if asked.json is not None:
        try:
            json.loads(asked.json)
        except ValueError as error:
            raise RequestError(f"--json is no JSON: {error}") from None
        if not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("Content-Type", "application/json"))
    path, query = split_target(asked.path) if asked.path is not None else (request.path, "")
    query = query or (request.query if asked.path is None else "")
    return Request(
        method=(asked.method or method).upper(),
        path=path,
        query=query if asked.query is None else asked.query.removeprefix("?"),
        headers=tuple(headers),
        body=body,
        asynchronous=asked.asynchronous or request.asynchronous or is_asynchronous(headers),
    )


def judge(
    recorded: Recorded, config: Config, asked: Asked, sources: Sources | None = None
) -> list[Finding]:
    """The findings of a run that are selected and not suppressed, sorted."""
    if asked.select is not None:
        selection = Selection(asked.select, asked.ignore, asked.extend_select)
    else:
        selection = Selection(
            config.select, config.ignore + asked.ignore, config.extend_select + asked.extend_select
        )
    return findings_of(recorded, config, selection, sources or Sources())


def _read(name: str) -> bytes:
    try:
        if name == _STDIN:
            return read_bytes()
        with open(name, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"cannot read {name!r}: {error.strerror or error}") from None


def _full(
    recorded: Recorded, findings: Sequence[Finding], sources: Sources, style: Style, *, quiet: bool
) -> Iterator[str]:
    from fclint.report import full, response, summary

    yield from response.render(recorded.response, style)
    yield ""
    if recorded.log:
        yield style.paint("Log:", "label")
        for line in response.text_lines(recorded.log, style):
            yield f"  {line}".rstrip()
        yield ""
    yield from full.render(findings, sources, style)
    if not quiet:
        yield summary.summary(findings)


def _json(recorded: Recorded, findings: Sequence[Finding], sources: Sources) -> str:
    from fclint.report.json import as_json
    from fclint.report.response import as_json as response_json

    return json.dumps(
        {
            "response": response_json(recorded.response),
            "findings": [as_json(finding, sources) for finding in findings],
            "log": recorded.log,
            "duration_ms": round(recorded.duration * 1000, 1),
            "memory_mb": recorded.memory,
        },
        indent=2,
    )


def notes(
    deployed: Deployed,
    function: Function,
    request: Request,
    enforced: bool | None,
    recorded: Recorded | None,
) -> Iterator[str]:
    """What a reader of the outcome of ``request`` should know beside it. ``enforced``: whether the
    memory limit was. ``recorded`` is what came of loading the handler or of calling it."""
    if recorded is not None:
        handler = function.facts.handler
        missing = what_is_missing(recorded, handler, function.root, os.getcwd())
        if missing:
            yield missing
    if function.target == "fc2" and not request.path.isascii():
        yield (
            "on Function Compute PATH_INFO is text, not the latin-1 of PEP 3333, which frameworks "
            "take it for: hand on environ['PATH_INFO'].encode('utf-8').decode('latin-1') to them"
        )
    if deployed.manifest is not None:
        yield f"environment, timeout and memory are those of {shown(deployed.manifest)}"
    unset = [name for name in deployed.unknown if name not in function.environment]
    if unset:
        yield f"the manifest gives {', '.join(unset)} by a template: set them with --env"
    if enforced is False:
        yield "the memory limit is not enforced on this system"


def complain_of_bug(message: str, traceback: str, output: Output) -> Exit:
    """Tells of an error inside fclint itself, and where to report it."""
    hint = "" if output.verbose else " (with the output of --verbose)"
    code = complain(f"internal error: {message}; please report it{hint} at {BUGS}")
    if output.verbose:
        for line in traceback.rstrip().splitlines():
            tell(f"  {line}")
    return code
