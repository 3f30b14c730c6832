"""The operator's doors: one file a command of `congdoan`."""
