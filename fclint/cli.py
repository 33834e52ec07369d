"""The command line: what users type becomes a request. No logic.

Everything that a command needs is imported when it runs, so that ``fclint --version`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from fclint import __version__
from fclint.commands.completion import (
    IMPLIED,
    SHELLS,
    complete_files,
    complete_paths,
    complete_rules,
)
from fclint.distributions import VARIABLE, RulesError
from fclint.parameters import (
    TARGET_NAMES,
    appending,
    check_handler,
    check_handlers,
    judging,
    running,
    selecting,
)
from fclint.report.formats import FORMATS

if TYPE_CHECKING:
    from fclint.finding import Severity


class _DefaultCheck(click.Group):
    """A group for which ``fclint src/`` is ``fclint check src/``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--version", "-V", *ctx.help_option_names}
        if not args or (args[0] not in self.commands and args[0] not in own):
            ctx.meta[IMPLIED] = True
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Ctrl-C ends any command in one line."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            from fclint import console

            console.tell_interrupted()
            ctx.exit(console.Exit.INTERRUPTED)


@click.group(
    cls=_DefaultCheck,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`fclint PATHS` is `fclint check PATHS`. Exit code: 0 clean, 1 findings, 2 wrong usage "
    "or a file that could not be linted, 3 nothing to lint.",
)
@click.version_option(__version__, "--version", "-V", message="fclint %(version)s")
def cli() -> None:
    """Tells, before you deploy, what Alibaba Cloud Function Compute will do with your HTTP
    handlers.
    """


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=complete_paths)
@selecting
@appending
@click.option(
    "--target",
    type=click.Choice(TARGET_NAMES),
    help="Platform to judge for: fc2 is Function Compute 2.0 (default), wsgi any PEP 3333 server.",
)
@click.option(
    "--handler",
    "handlers",
    multiple=True,
    callback=check_handlers,
    metavar="MODULE.ATTR",
    help="A handler as it is deployed, such as index.handler. Repeatable.",
)
@judging
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), help="Processes (default: one per processor)."
)
@click.option(
    "--output-format",
    type=click.Choice(tuple(FORMATS)),
    default="full",
    show_default=True,
    help="How findings are told.",
)
@click.option(
    "--output-file",
    metavar="FILE",
    shell_complete=complete_files,
    help="Where the report is written, all of it or nothing (default: standard output).",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, in the files.")
@click.option("--unsafe-fixes", is_flag=True, help="Fixes that may change the meaning count, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--baseline",
    metavar="FILE",
    help="Known findings, which are not reported.",
    shell_complete=complete_files,
)
@click.option("--no-baseline", is_flag=True, help="Report known findings, too.")
@click.option(
    "--write-baseline",
    metavar="FILE",
    help="Make all findings known: write them to FILE.",
    shell_complete=complete_files,
)
@click.option(
    "--confirm",
    is_flag=True,
    help="Run handlers, with requests made to show what was found. Executes your code.",
)
@click.option("--add-noqa", is_flag=True, help="Silence all findings by noqa comments.")
@click.option("--statistics", is_flag=True, help="Count findings per rule instead.")
@click.option("--quiet", "-q", is_flag=True, help="Findings only: no summary, no notes.")
@click.option("--verbose", "-v", is_flag=True, help="Tell more on standard error.")
@click.option("--no-cache", "-n", envvar="FCLINT_NO_CACHE", is_flag=True, help="Use no cache.")
@click.option(
    "--cache-dir",
    envvar="FCLINT_CACHE_DIR",
    metavar="DIR",
    help="The folder of the cache (default: .fclint_cache in the project).",
)
@click.option("--show-files", is_flag=True, help="Print the files that would be linted.")
@click.option("--show-settings", is_flag=True, help="Print what configurations come to.")
@click.option(
    "--stdin-filename", metavar="NAME", help="What to call standard input, which is the path -."
)
@click.pass_context
def check(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    extend_select: tuple[str, ...] | None,
    target: str | None,
    handlers: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    jobs: int | None,
    output_format: str,
    output_file: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    baseline: str | None,
    no_baseline: bool,
    write_baseline: str | None,
    confirm: bool,
    add_noqa: bool,
    statistics: bool,
    quiet: bool,
    verbose: bool,
    no_cache: bool,
    cache_dir: str | None,
    show_files: bool,
    show_settings: bool,
    stdin_filename: str | None,
) -> int:
    """Lint the Python files in PATHS (default: the current folder; - is standard input)."""
    from fclint import console
    from fclint.commands import check as check_command
    from fclint.request import STDIN, Request

    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    _exclude_each_other(ctx, "baseline", "no_baseline")
    _exclude_each_other(ctx, "diff", "write_baseline", "add_noqa")
    _exclude_each_other(ctx, "fix", "add_noqa")
    _exclude_each_other(ctx, "show_files", "show_settings")
    for other in ("fix", "diff", "write_baseline", "add_noqa"):
        _exclude_each_other(ctx, "confirm", other)
    _check_paths(ctx, paths, stdin_filename)
    if confirm and STDIN in paths:
        raise click.UsageError("--confirm runs what is on disk: name files or folders, not -", ctx)
    request = Request(
        paths=paths or (".",),
        select=select,
        ignore=ignore or (),
        extend_select=extend_select or (),
        target=target,
        handlers=handlers,
        fail_on=_severity(fail_on),
        jobs=jobs,
        stdin=_standard_input(ctx) if paths == (STDIN,) else None,
        stdin_filename=stdin_filename or STDIN,
        baseline=baseline,
        use_baseline=not no_baseline,
    )
    output = console.Output(
        output_format,
        statistics,
        quiet,
        verbose,
        exit_zero,
        _file(ctx, output_file),
        fix,
        unsafe_fixes,
        diff,
        cache=not no_cache,
        cache_dir=cache_dir,
        command=ctx.find_root().obj,
    )
    if show_files:
        return check_command.show_files(request, output)
    if show_settings:
        from fclint.commands import settings as showing

        return showing.show_settings(request, output)
    if confirm:
        from fclint.commands import confirm as command

        return command.check(request, output)
    if add_noqa:
        from fclint.commands import adopt as adopting

        return adopting.add_noqa(request, output)
    if write_baseline is not None:
        from fclint.commands import adopt as adopting

        return adopting.write_baseline(request, output, write_baseline)
    return check_command.check(request, output)


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=complete_paths)
@click.option(
    "--target",
    type=click.Choice(TARGET_NAMES),
    help="Platform to list them for, whatever manifests say.",
)
@appending
@click.option(
    "--output-format", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.pass_context
def handlers(
    ctx: click.Context, *, paths: tuple[str, ...], target: str | None, output_format: str
) -> int:
    """List the handlers in PATHS (default: the current folder): where each is, who names it
    (a manifest, the configuration, a comment, or nobody but the code) and for which target."""
    from fclint.commands import handlers as handlers_command
    from fclint.request import STDIN, Request

    if STDIN in paths:
        raise click.UsageError("standard input has no manifest: name files or folders", ctx)
    return handlers_command.show_handlers(
        Request(paths or (".",), target=target, use_baseline=False), output_format
    )


@cli.command()
@click.option(
    "--cache-dir",
    envvar="FCLINT_CACHE_DIR",
    metavar="DIR",
    help="The folder of the cache (default: .fclint_cache in the project).",
)
def clean(*, cache_dir: str | None) -> int:
    """Delete the cache of the current project."""
    from fclint.commands import clean as clean_command

    return clean_command.clean(cache_dir)


@cli.command()
@click.argument("rule", required=False, metavar="CODE|NAME", shell_complete=complete_rules)
@click.option("--all", "every", is_flag=True, help="List all rules.")
@appending
@click.option(
    "--output-format", type=click.Choice(("text", "json")), default="text", show_default=True
)
def rule(*, rule: str | None, every: bool, output_format: str) -> int:
    """Explain a rule, by its code or name, or list all."""
    from fclint.commands import rule as rule_command

    if (rule is None) != every:
        raise click.UsageError("name one rule, such as `fclint rule FC301`, or pass --all")
    return rule_command.show_rule(rule, output_format)


@cli.command("generate-shell-completion")
@click.argument("shell", type=click.Choice(SHELLS))
def generate_shell_completion(*, shell: str) -> int:
    """Print what makes a shell complete commands, options, codes and names of rules."""
    from fclint import console
    from fclint.commands import completion

    return 0 if console.write([completion.script(cli, shell).rstrip()]) else console.Exit.ERROR


@cli.command("dry-run")
@click.argument("handler", metavar="MODULE.ATTR", callback=check_handler)
@click.option("--method", metavar="METHOD", help="GET, or POST where there is a body.")
@click.option("--path", metavar="PATH", help="Path, and query, as in a URL (default: /).")
@click.option("--query", metavar="QUERY", help="The query string.")
@click.option("--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="Repeatable.")
@click.option("--data", metavar="TEXT", help="The body.")
@click.option("--data-file", metavar="FILE", help="The body, from a file (- is standard input).")
@click.option("--json", "json_text", metavar="JSON", help="The body, with its Content-Type.")
@click.option("--async", "asynchronous", is_flag=True, help="An asynchronous invocation.")
@click.option(
    "--request",
    metavar="FILE",
    help="The request, as JSON, HAR, an .http file or a curl command (- is standard input). Other "
    "options change it.",
)
@click.option(
    "--entry", type=click.IntRange(min=1), help="Which request of a file that has several."
)
@click.option("--times", type=click.IntRange(min=1), default=1, help="Send it several times.")
@click.option(
    "--matrix",
    is_flag=True,
    help="Send many requests instead: those that the code tells apart, and what clients send.",
)
@running
@selecting
@appending
@judging
@click.option(
    "--output-format", type=click.Choice(("full", "json")), default="full", show_default=True
)
@click.option("--quiet", "-q", is_flag=True, help="No summary, no notes.")
@click.option("--verbose", "-v", is_flag=True, help="Tell more on standard error.")
def dry_run(
    *,
    handler: str,
    json_text: str | None,
    fail_on: str | None,
    exit_zero: bool,
    output_format: str,
    quiet: bool,
    verbose: bool,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    extend_select: tuple[str, ...] | None,
    matrix: bool,
    **asked: Any,
) -> int:
    """Call a handler, in a process of its own, as Function Compute calls it, and judge what
    happens.
    """
    from fclint import console
    from fclint.commands import dry_run as dry_running

    wanted = dry_running.Asked(
        handler,
        json=json_text,
        select=select,
        ignore=ignore or (),
        extend_select=extend_select or (),
        fail_on=_severity(fail_on),
        **asked,
    )
    output = console.Output(output_format, quiet=quiet, verbose=verbose, exit_zero=exit_zero)
    if not matrix:
        return dry_running.dry_run(wanted, output)
    if wanted.times > 1:
        raise click.UsageError("--times and --matrix exclude each other: it sends all twice")
    from fclint.commands.matrix import run_matrix

    return run_matrix(wanted, output)


@cli.command()
@click.argument("handler", metavar="MODULE.ATTR", callback=check_handler)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: any."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@running
@appending
@click.option("--no-reload", is_flag=True, help="Go on with the same code when files change.")
def serve(*, handler: str, no_reload: bool, **asked: Any) -> int:
    """Serve a handler over HTTP as Function Compute would, and judge what happens. Needs
    `pip install 'fclint[serve]'`.
    """
    from fclint.commands import serve as command

    return command.serve(command.Asked(handler, reload=not no_reload, **asked))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit code (:class:`fclint.console.Exit`).

    ``arguments`` are those of the process unless given.
    """
    # A stream that the caller closed (`>&-`) is None.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # rather an escape than a crash
    appended = os.environ.get(VARIABLE)
    try:
        command = tuple(sys.argv[1:]) if arguments is None else None
        code = cli.main(args=arguments, prog_name="fclint", standalone_mode=False, obj=command)
    except click.ClickException as error:
        from fclint import console

        message = error.format_message().replace("\n\t", " ")
        return console.complain(f"{message[:1].lower()}{message[1:].rstrip('.')}")
    except (click.Abort, KeyboardInterrupt):
        return 130
    except RulesError as error:
        from fclint import console

        return console.complain(str(error))
    except OSError as error:
        if error.filename is not None:
            raise
        from fclint import console

        try:
            os.getcwd()
        except OSError:
            return console.complain("the current folder is not there any more")
        return 0 if console.give_up(error) else console.Exit.ERROR  # click writes --help itself
    finally:  # --append-rules is for this command alone
        os.environ.pop(VARIABLE, None)
        if appended is not None:
            os.environ[VARIABLE] = appended
    return int(code or 0)


def _exclude_each_other(ctx: click.Context, *names: str) -> None:
    """Raises :class:`click.UsageError` where several of the options ``names`` are given."""
    given = [f"--{name.replace('_', '-')}" for name in names if ctx.params[name]]
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} and {given[1]} exclude each other")


def _check_paths(ctx: click.Context, paths: tuple[str, ...], stdin_filename: str | None) -> None:
    """Raises :class:`click.UsageError` for paths that don't go together, or a mistyped command."""
    from fclint.suggest import nearest

    if "-" in paths and len(paths) > 1:
        raise click.UsageError("- (standard input) can't be combined with other paths")
    if stdin_filename is not None and "-" not in paths:
        raise click.UsageError("--stdin-filename needs - (standard input) as the path")
    if paths and ctx.meta.get(IMPLIED) and not os.path.lexists(paths[0]):
        command = nearest(paths[0], cli.commands)
        if command is not None:
            raise click.UsageError(
                f"no such file, folder or command: {paths[0]!r}; "
                f"did you mean the command {command!r}?"
            )


def _file(ctx: click.Context, name: str | None) -> str | None:
    """Where the report goes; None for standard output. Raises :class:`click.UsageError` before
    anything is linted if that surely can't be."""
    if name in (None, "-"):
        return None
    folder = os.path.dirname(os.path.abspath(name))
    if not name or os.path.isdir(name) or not os.path.isdir(folder):
        reason = "is a folder" if os.path.isdir(name) else f"there is no folder {folder!r}"
        raise click.UsageError(f"cannot write {name!r}: {reason}", ctx)
    return name


def _standard_input(ctx: click.Context) -> bytes:
    """What standard input holds. Raises :class:`click.UsageError` where it can't be read."""
    from fclint import console

    try:
        return console.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise click.UsageError(f"cannot read standard input: {reason}", ctx) from None


def _severity(label: str | None) -> Severity | None:
    from fclint.finding import Severity

    return None if label is None else Severity[label.upper()]
