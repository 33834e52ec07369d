"""Files that fclint changes: edits of fixes, comments that silence, and how they are written."""
