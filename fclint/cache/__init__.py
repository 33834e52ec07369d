"""The cache: what was found before is told again, as long as it surely would be found again."""
