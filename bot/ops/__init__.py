"""What tells an admin's tools how a running bot is; off unless ops.listen is set."""
