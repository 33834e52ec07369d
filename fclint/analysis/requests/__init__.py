"""Request data: where it comes from and goes, what it refuses; which requests get where."""
