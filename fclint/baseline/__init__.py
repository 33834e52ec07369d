"""Baselines: findings that are known, in files, and what they hide of a run."""
