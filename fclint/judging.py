"""What is told of a run that was recorded."""

from __future__ import annotations

from fclint.configuration.config import Config
from fclint.configuration.file_patterns import ignores
from fclint.configuration.selection import Selection
from fclint.dryrun.recorded import Recorded
from fclint.finding import Finding
from fclint.report.sources import Sources


def findings_of(
    recorded: Recorded, config: Config, selection: Selection | None, sources: Sources
) -> list[Finding]:
    """The findings of a run that ``selection`` (None: that of ``config``) and the files' own rules
    admit, and no comment suppresses, sorted."""
    from fclint.judge import judge_run
    from fclint.registry import load_rules
    from fclint.unused import Suppressing

    rules = load_rules()
    if selection is None:
        selection = Selection(config.select, config.ignore, config.extend_select)

    def is_selected(finding: Finding) -> bool:
        admitted = selection.admits(finding.code, finding.severity)
        return admitted and not ignores(config, finding.span.filename, finding.code)

    findings = judge_run(recorded, rules).findings
    return Suppressing(sources.data, is_selected, rules).chosen(
        findings, (), (), recorded.handler.target
    )
