"""Ratios measured side by side in one run: our bot beside a bare python-telegram-bot echo."""
