"""Articles become one generation on disk."""
