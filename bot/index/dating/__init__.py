"""How dates are found in a text and resolved; ``bot.index.dates`` is the way in."""
