"""``fclint dry-run``: one request to one handler, and what is told of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fclint.config import Config, ConfigError, ConfigFinder
from fclint.console import BUGS, Exit, Output, complain, style_of, tell, write
from fclint.dryrun.context import FunctionFacts
from fclint.dryrun.deployed import (
    Deployed,
    DeploymentError,
    find_deployment,
    read_env_file,
    variables,
)
from fclint.dryrun.process import Function, Instance, WorkerError
from fclint.dryrun.reading import read_request, split_target
from fclint.dryrun.recorded import Recorded
from fclint.dryrun.request import Request, RequestError
from fclint.finding import Finding, Severity
from fclint.report.sources import Sources
from fclint.report.style import Style
from fclint.request import UsageError
from fclint.runner import DEFAULT_FAIL_ON
from fclint.selection import Selection, matches
from fclint.targets import DEFAULT_TARGET

_ACCESS = {
    "access_key_id": "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "access_key_secret": "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "security_token": "ALIBABA_CLOUD_SECURITY_TOKEN",
}
"""Where a function that has a role finds its keys, beside the context."""
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for; None or empty where it is silent.

    ``request`` and ``data_file`` are names of files, ``timeout`` is in seconds, ``memory`` in MB.
    """

    handler: str
    root: str | None = None
    target: str | None = None
    timeout: float | None = None
    memory: int | None = None
    env: tuple[str, ...] = ()
    env_files: tuple[str, ...] = ()
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
        deployed = _deployed(asked)
        function = plan_function(asked, deployed)
        config = ConfigFinder().for_folder(function.root)
        target = asked.target or deployed.target or config.target or DEFAULT_TARGET
        function = replace(function, target=target)
        request = plan_request(asked)
        with Instance(function) as instance:
            for _ in range(asked.times):
                recorded = instance.call(request)
            enforced = instance.memory_enforced
    except (UsageError, ConfigError, RequestError, DeploymentError) as error:
        return complain(str(error))
    except WorkerError as error:
        return _failed(error, output)
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
        for note in _notes(deployed, function, request, enforced):
            tell(f"note: {note}")
    if not written:
        return Exit.ERROR
    threshold = asked.fail_on or config.fail_on or DEFAULT_FAIL_ON
    failing = any(finding.severity >= threshold for finding in findings)
    return Exit.FINDINGS if failing and not output.exit_zero else Exit.CLEAN


def plan_function(asked: Asked, deployed: Deployed) -> Function:
    """What is to be run. Raises :class:`UsageError`."""
    if deployed.reason and asked.target is None:
        raise UsageError(
            f"{asked.handler} is no WSGI handler: {deployed.reason}; "
            "with --target it is run as one nevertheless"
        )
    root = os.path.abspath(asked.root or deployed.root or os.curdir)
    if not os.path.isdir(root):
        raise UsageError(f"no such folder: {root!r}")
    environment = dict(deployed.environment)
    try:
        for name in asked.env_files:
            with open(name, encoding="utf-8") as file:
                environment.update(_checked(name, file.read()))
        environment.update(variables(asked.env, os.environ))
    except OSError as error:
        raise UsageError(f"cannot read {error.filename!r}: {error.strerror or error}") from None
    except ValueError as error:
        raise UsageError(str(error)) from None
    facts = FunctionFacts(handler=asked.handler)
    facts = replace(
        facts,
        name=deployed.name or facts.name,
        runtime=deployed.runtime,
        timeout=asked.timeout or deployed.timeout or facts.timeout,
        memory=asked.memory or deployed.memory or facts.memory,
        **{field: environment[name] for field, name in _ACCESS.items() if name in environment},
    )
    return Function(root, facts, asked.target or DEFAULT_TARGET, environment)


def plan_request(asked: Asked) -> Request:
    """The request of the file, if there is one, changed by what else is said; else what is said.

    Raises RequestError and :class:`UsageError`.
    """
    request = Request()
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
        asynchronous=asked.asynchronous
        or request.asynchronous
        or any(n.lower() == "x-fc-invocation-type" and v == "Async" for n, v in headers),
    )


def judge(
    recorded: Recorded, config: Config, asked: Asked, sources: Sources | None = None
) -> list[Finding]:
    """The findings of a run that are selected and not suppressed, sorted."""
    from fclint.judge import judge_run
    from fclint.registry import load_rules
    from fclint.unused import Suppressing

    rules = load_rules()
    read = sources or Sources()
    if asked.select is not None:
        selection = Selection(asked.select, asked.ignore, asked.extend_select)
    else:
        selection = Selection(
            config.select, config.ignore + asked.ignore, config.extend_select + asked.extend_select
        )

    def is_selected(finding: Finding) -> bool:
        return selection.admits(finding.code, finding.severity) and not any(
            matches(codes, finding.code) and _is_in(finding.span.filename, pattern, config)
            for pattern, codes in config.per_file_ignores
        )

    findings = judge_run(recorded, rules).findings
    return Suppressing(read.data, is_selected, rules).chosen(
        findings, (), (), recorded.handler.target
    )


def _is_in(filename: str, pattern: str, config: Config) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        relative = os.path.relpath(filename, config.folder or os.getcwd())
    except ValueError:  # another drive
        return False
    return GitIgnoreSpec.from_lines((pattern,)).match_file(relative.replace(os.sep, "/"))


def _deployed(asked: Asked) -> Deployed:
    root = os.path.abspath(asked.root) if asked.root is not None else None
    return find_deployment(asked.handler, os.getcwd(), root)


def _checked(name: str, text: str) -> dict[str, str]:
    try:
        return read_env_file(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None


def _read(name: str) -> bytes:
    try:
        if name == _STDIN:
            return sys.stdin.buffer.read()
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


def _notes(
    deployed: Deployed, function: Function, request: Request, enforced: bool | None
) -> Iterator[str]:
    if function.target == "fc2" and not request.path.isascii():
        yield (
            "on Function Compute PATH_INFO is text, not the latin-1 of PEP 3333, which frameworks "
            "take it for: hand on environ['PATH_INFO'].encode('utf-8').decode('latin-1') to them"
        )
    if deployed.manifest is not None:
        yield f"environment, timeout and memory are those of {deployed.manifest}"
    missing = [name for name in deployed.unknown if name not in function.environment]
    if missing:
        yield f"the manifest gives {', '.join(missing)} by a template: set them with --env"
    if enforced is False:
        yield "the memory limit is not enforced on this system"


def _failed(error: WorkerError, output: Output) -> Exit:
    hint = "" if output.verbose else " (with the output of --verbose)"
    code = complain(f"internal error: {error}; please report it{hint} at {BUGS}")
    if output.verbose:
        for line in error.traceback.rstrip().splitlines():
            tell(f"  {line}")
    return code
