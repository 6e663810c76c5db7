"""How an article tells that somebody spoke, and who: what quotes.py is made of."""
