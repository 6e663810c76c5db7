"""The questions that were asked, kept only if discord.log_questions says so."""
