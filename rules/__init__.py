"""The rules, one file each. This folder is installed as ``fclint.rules``."""
