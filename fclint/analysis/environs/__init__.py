"""The environ: its keys, its copies and what is made of it; the platform's context."""
