"""The bot: what is said, who may, what is answered, and what is owed."""
