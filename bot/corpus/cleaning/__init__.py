"""What clean.py and metadata.py are made of: the page around an article, and its marks."""
