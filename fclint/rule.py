"""What a rule is: a definition of one mistake, with its documentation and its examples.

A rule lives in one file under ``rules/``. It sees events, never syntax: the analysis and the dry
run feed it alike. It yields reports; the judge turns them into findings.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fclint import events
from fclint.distributions import RulesError
from fclint.finding import Fix, Place, Related, Severity
from fclint.values import Value

ERROR: Mapping[str, Severity] = {"fc2": Severity.ERROR, "wsgi": Severity.ERROR}
WARNING: Mapping[str, Severity] = {"fc2": Severity.WARNING, "wsgi": Severity.WARNING}
INFO: Mapping[str, Severity] = {"fc2": Severity.INFO, "wsgi": Severity.INFO}
TOLERATED: Mapping[str, Severity] = {"fc2": Severity.WARNING, "wsgi": Severity.ERROR}
"""Function Compute lets it through, PEP 3333 forbids it."""
ON_PLATFORM: Mapping[str, Severity] = {"fc2": Severity.ERROR}
"""It fails on Function Compute; other servers know nothing of it."""

OWN_CODE = re.compile(r"FC[0-9]")
"""How the codes of fclint's own rules begin, and nobody else's."""
DOCUMENTATION = "https://github.com/fclint/fclint/blob/main/docs/rules"


def outcome(*, fc2: str, wsgi: str) -> Mapping[str, str]:
    """A ``consequence``: what happens to a request, one sentence per target."""
    return {"fc2": fc2, "wsgi": wsgi}


def modal(value: Value, certain: str, possible: str) -> str:
    """The verb for what is seen of ``value``: ``certain`` where it has one alternative only."""
    return certain if len(value.shapes) == 1 else possible


@dataclass(frozen=True, slots=True)
class DryRun:
    """How an example is run, where only a run shows the mistake.

    ``request`` is what ``fclint dry-run --request`` reads, sent ``times`` times; the findings are
    those of the last one. ``timeout`` is in seconds.
    """

    request: Mapping[str, object] = field(default_factory=dict)
    times: int = 1
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Example:
    """A module that shows a rule.

    Lines with findings end in ``# FCnnn`` (several: comma-separated); an example of a rule's
    ``clean`` list has none. Where there are further ``files``, by name, the module is
    ``index.py`` beside them, and the ``target`` is what they say. With ``dry_run`` it is
    ``index.handler`` that is run; nothing is analysed. ``static_only`` says why a dry run doesn't
    show the same, where it doesn't; ``request`` (as in :class:`DryRun`) is one that shows it, where
    the requests of ``fclint dry-run --matrix`` don't.
    """

    title: str
    source: str
    target: str = "fc2"
    files: Mapping[str, str] = field(default_factory=dict)
    dry_run: DryRun | None = None
    static_only: str = ""
    request: Mapping[str, object] | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each file by its name, the module last."""
        return {**self.files, "index.py": self.source}


@dataclass(frozen=True, slots=True)
class Report:
    """What a rule says of an event. Empty texts are filled from the rule."""

    place: Place
    message: str
    severity: Mapping[str, Severity]
    related: tuple[Related, ...] = ()
    consequence: Mapping[str, str] = field(default_factory=dict)
    advice: str = ""
    fix: Fix | None = None


class Rule:
    """Base class of all rules. A subclass sets the metadata and overrides some ``on_*`` methods.

    The docstring of the module (or of the class, where several share a module) is the
    documentation, under the fixed headings *What it does*, *Why it matters*, *Example*, *Use
    instead*, *Fix safety* and *References*.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    summary: ClassVar[str]
    severity: ClassVar[Mapping[str, Severity]] = ERROR
    milder: ClassVar[Mapping[str, Severity] | None] = None
    """The severity of the lesser cases of a rule that has such."""
    since: ClassVar[str] = "0.1.0"
    fixable: ClassVar[str] = "no"
    """``no``, ``safe`` or ``unsafe``."""
    consequence: ClassVar[Mapping[str, str]]
    """What happens to a request, per target: one sentence for each of ``fc2`` and ``wsgi``."""
    advice: ClassVar[str]
    """What to write instead, in one line."""
    static_only: ClassVar[str] = ""
    """Why a dry run doesn't report it, for a rule that judges what a run doesn't show."""
    mutes: ClassVar[tuple[str, ...]] = ()
    """Prefixes of codes that say nothing more about a handler on which this rule reports."""
    url: ClassVar[str] = ""
    """The address of its page, for a rule of someone else's; fclint's own have one anyway."""
    origin: str = ""
    """The distribution or file that brings it; empty for fclint's own."""
    reported: ClassVar[tuple[Example, ...]] = ()
    clean: ClassVar[tuple[Example, ...]] = ()

    def report(
        self,
        event: events.Event,
        message: str,
        *,
        severity: Mapping[str, Severity] | None = None,
        place: Place | None = None,
        consequence: Mapping[str, str] | None = None,
        advice: str = "",
        fix: Fix | None = None,
    ) -> Report:
        """A report of ``message``, at the event's place and as loud as the rule by default."""
        return Report(
            place=place or event.place,
            message=message,
            severity=severity or self.severity,
            related=event.related,
            consequence=consequence or self.consequence,
            advice=advice or self.advice,
            fix=fix,
        )

    def on_handler_entered(self, event: events.HandlerEntered) -> Iterator[Report]:
        """The server calls the handler."""
        return iter(())

    def on_start_response_called(self, event: events.StartResponseCalled) -> Iterator[Report]:
        """start_response is called."""
        return iter(())

    def on_write_called(self, event: events.WriteCalled) -> Iterator[Report]:
        """The legacy write() callable is called."""
        return iter(())

    def on_chunk_produced(self, event: events.ChunkProduced) -> Iterator[Report]:
        """The body yields an item."""
        return iter(())

    def on_body_returned(self, event: events.BodyReturned) -> Iterator[Report]:
        """The handler returns."""
        return iter(())

    def on_generator_returned(self, event: events.GeneratorReturned) -> Iterator[Report]:
        """A generator handler returns a value."""
        return iter(())

    def on_run_ended(self, event: events.RunEnded) -> Iterator[Report]:
        """A path through the handler is over."""
        return iter(())

    def on_response_completed(self, event: events.ResponseCompleted) -> Iterator[Report]:
        """Status, headers and body of one path are known."""
        return iter(())

    def on_exception_escaped(self, event: events.ExceptionEscaped) -> Iterator[Report]:
        """An exception leaves the handler."""
        return iter(())

    def on_key_read(self, event: events.KeyRead) -> Iterator[Report]:
        """A key of environ is asked for."""
        return iter(())

    def on_suppression_unused(self, event: events.SuppressionUnused) -> Iterator[Report]:
        """A suppressing comment silences nothing."""
        return iter(())

    def on_handler_named(self, event: events.HandlerNamed) -> Iterator[Report]:
        """A manifest or the configuration names a handler."""
        return iter(())

    def on_handler_deployed(self, event: events.HandlerDeployed) -> Iterator[Report]:
        """A handler that a manifest deploys was found."""
        return iter(())

    def on_lifecycle_entered(self, event: events.LifecycleEntered) -> Iterator[Report]:
        """The platform calls a lifecycle handler."""
        return iter(())

    def on_lifecycle_returned(self, event: events.LifecycleReturned) -> Iterator[Report]:
        """A lifecycle handler returns."""
        return iter(())

    def on_variable_set(self, event: events.VariableSet) -> Iterator[Report]:
        """A manifest sets an environment variable."""
        return iter(())

    def on_request_refused(self, event: events.RequestRefused) -> Iterator[Report]:
        """The platform refuses a request (dry run)."""
        return iter(())

    def on_response_refused(self, event: events.ResponseRefused) -> Iterator[Report]:
        """The platform refuses a response (dry run)."""
        return iter(())

    def on_load_failed(self, event: events.LoadFailed) -> Iterator[Report]:
        """The handler's module could not be loaded (dry run)."""
        return iter(())

    def on_timed_out(self, event: events.TimedOut) -> Iterator[Report]:
        """No answer came in time (dry run)."""
        return iter(())

    def on_process_died(self, event: events.ProcessDied) -> Iterator[Report]:
        """The process ended while the handler ran (dry run)."""
        return iter(())

    def on_body_closed(self, event: events.BodyClosed) -> Iterator[Report]:
        """The body has a ``close()`` (dry run)."""
        return iter(())

    def on_state_leaked(self, event: events.StateLeaked) -> Iterator[Report]:
        """A second request was answered differently (dry run)."""
        return iter(())

    def judge(self, event: events.Event) -> Iterator[Report]:
        """Hands ``event`` to the method that is meant for it. A rule of someone else's raises
        :class:`RulesError` for whatever it raises."""
        method = _METHODS.get(type(event))
        if method is None:
            return iter(())
        if self.origin:
            return self._guarded(getattr(self, method), event)
        reports: Iterator[Report] = getattr(self, method)(event)
        return reports

    def _guarded(
        self, method: Callable[[events.Event], Iterator[Report]], event: events.Event
    ) -> Iterator[Report]:
        try:
            for report in method(event):
                if not isinstance(report, Report):
                    raise TypeError(f"{method.__name__} yields a {type(report).__name__}")
                yield report
        except Exception as error:
            import traceback

            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{os.path.basename(frame.filename)}:{frame.lineno}"
            said = " ".join(f"{type(error).__name__}: {error} ({where})".split())
            raise RulesError(f"the rule {self.code} of {self.origin} failed: {said}") from error


_METHODS: Mapping[type[events.Event], str] = {
    kind: "on" + re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), kind.__name__)
    for kind in events.Event.__subclasses__()
}
"""Which method of a rule is meant for an event: ``on_body_returned`` for ``BodyReturned``."""
