"""What an operator sets (settings.py) and what a committee edits (the files beside it)."""
