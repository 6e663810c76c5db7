"""Looking for texts that break what reads articles, or slow it down, for as long as one likes.

``python -m tests.fuzz --minutes 10`` gives every target so long; ``test_fuzz`` runs each briefly.
"""
