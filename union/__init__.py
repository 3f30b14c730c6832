"""The rules of a grassroots trade union, as plain functions: no clock, no database, no network."""
