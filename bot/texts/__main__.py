"""`python -m bot.texts`: everything the bot can say, for a reader of Vietnamese."""

import sys

from bot.texts.samples import pages

if __name__ == "__main__":
    for subject, page in pages().items():
        sys.stdout.write(f"#### {subject}\n\n{page}\n")
