"""The settings of files: what the command line asks for, and what their configurations say."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from fclint.configuration.config import Config, ConfigFinder
from fclint.configuration.file_patterns import ignores
from fclint.configuration.selection import Selection
from fclint.finding import Finding, Severity
from fclint.request import Request
from fclint.source.handler_names import names_file

DEFAULT_FAIL_ON = Severity.WARNING


@dataclass
class Settings:
    """The command line wins.

    Everything raises :class:`~fclint.configuration.config.ConfigError` where a configuration can't
    be used.
    """

    request: Request
    configs: ConfigFinder
    _excluded: dict[tuple[str, ...], Callable[[str], bool]] = field(default_factory=dict)

    def config(self, filename: str) -> Config:
        """The configuration of the file ``filename``."""
        return self.configs.for_file(filename)

    def target(self, filename: str) -> str | None:
        """The platform that the user judges the file for, if the user says so."""
        return self.request.target or self.config(filename).target

    def handlers(self, filename: str) -> tuple[str, ...]:
        """The handlers that the user names in the file."""
        named = self.request.handlers or self.config(filename).handlers
        return tuple(handler for handler in named if names_file(handler, filename))

    def is_excluded(self, filename: str) -> bool:
        """Whether the configuration of the file ``filename`` leaves it out."""
        config = self.config(filename)
        if not config.exclude:
            return False
        try:
            relative = os.path.relpath(filename, config.base("exclude"))
        except ValueError:  # another drive
            return False
        matcher = self._excluded.get(config.exclude)
        if matcher is None:
            from fclint.source.globbing import ignoring

            matcher = ignoring(config.exclude).match_file
            self._excluded[config.exclude] = matcher
        return matcher(relative.replace(os.sep, "/"))

    def fails(self, finding: Finding) -> bool:
        """Whether ``finding`` counts for the exit code."""
        config = self.config(finding.span.filename)
        return finding.severity >= (self.request.fail_on or config.fail_on or DEFAULT_FAIL_ON)

    def selection(self, config: Config) -> Selection:
        """``--select`` starts afresh; ``--ignore`` and ``--extend-select`` add to the file."""
        request = self.request
        if request.select is not None:
            return Selection(request.select, request.ignore, request.extend_select)
        return Selection(
            config.select,
            config.ignore + request.ignore,
            config.extend_select + request.extend_select,
        )

    def is_selected(self, finding: Finding) -> bool:
        """Whether the user wants to hear ``finding``."""
        filename = finding.span.filename
        config = self.config(filename)
        admitted = self.selection(config).admits(finding.code, finding.severity)
        return admitted and not ignores(config, filename, finding.code)
