"""What libraries offer, and what calling them gives."""
