"""The operator's commands, proven on real files and real databases."""
