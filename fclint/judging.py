"""What is told of a run that was recorded."""

from __future__ import annotations

import os

from fclint.config import Config
from fclint.dryrun.recorded import Recorded
from fclint.finding import Finding
from fclint.report.sources import Sources
from fclint.selection import Selection, matches


def findings_of(
    recorded: Recorded, config: Config, selection: Selection, sources: Sources
) -> list[Finding]:
    """The findings of a run that ``selection`` and the files' own rules admit, and no comment
    suppresses, sorted."""
    from fclint.judge import judge_run
    from fclint.registry import load_rules
    from fclint.unused import Suppressing

    rules = load_rules()

    def is_selected(finding: Finding) -> bool:
        return selection.admits(finding.code, finding.severity) and not any(
            matches(codes, finding.code) and _is_in(finding.span.filename, pattern, config)
            for pattern, codes in config.per_file_ignores
        )

    findings = judge_run(recorded, rules).findings
    return Suppressing(sources.data, is_selected, rules).chosen(
        findings, (), (), recorded.handler.target
    )


def _is_in(filename: str, pattern: str, config: Config) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        relative = os.path.relpath(filename, config.folder or os.getcwd())
    except ValueError:  # another drive
        return False
    return GitIgnoreSpec.from_lines((pattern,)).match_file(relative.replace(os.sep, "/"))
