"""One file a subject: given a moment, which messages are owed. Jobs only write rows."""
