"""fclint inside other tools."""
