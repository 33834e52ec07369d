"""``fclint rule``: the page of a rule, or the list of all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fclint.console import Exit, complain, style_of, write

if TYPE_CHECKING:
    pass


def show_rule(word: str | None, output_format: str) -> Exit:
    """Prints the page of the rule with the code or name ``word``; of all rules for None."""
    from fclint.registry import load_rules
    from fclint.report import rule_page
    from fclint.suggest import did_you_mean

    rules = load_rules()
    if word is not None:
        chosen = [rule for rule in rules if word.upper() == rule.code or word == rule.name]
        if not chosen:
            known = [label for rule in rules for label in (rule.code, rule.name)]
            hint = did_you_mean(word, known) or "; `fclint rule --all` lists them"
            return complain(f"no rule has the code or name {word!r}{hint}")
        if output_format == "json":
            written = write([rule_page.dumps(rule_page.as_json(chosen[0]))])
        else:
            written = write(rule_page.render(chosen[0], style_of(sys.stdout)))
    elif output_format == "json":
        written = write([rule_page.dumps([rule_page.as_json(rule) for rule in rules])])
    else:
        written = write(rule_page.render_list(rules, style_of(sys.stdout)))
    return Exit.CLEAN if written else Exit.ERROR
