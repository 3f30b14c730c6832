"""Telegram and Zalo on loopback, with a chat page and a clock that can be moved."""
