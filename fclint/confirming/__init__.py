"""Confirmation: a finding of the analysis is shown by a request that makes it happen."""
