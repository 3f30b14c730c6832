"""One file a subject: read, ask the rule, write, answer. Never commits, knows no platform."""
