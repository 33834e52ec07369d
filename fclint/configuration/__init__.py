"""What users ask for: keys of ``[tool.fclint]``, codes of rules, patterns, the command line."""
