"""A file that someone dropped in becomes an Article."""
