"""The bare echo: python-telegram-bot alone, default settings, in an environment of its own."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_text(update.effective_message.text)


app = Application.builder().token("123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1")
app = app.base_url(os.environ["BASE"]).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
if os.environ["DOOR"] == "webhook":
    port = int(os.environ["PORT"])
    app.run_webhook(
        "127.0.0.1",
        port,
        "hook",
        webhook_url=f"http://127.0.0.1:{port}/hook",
        secret_token="s3cret",
    )
else:
    app.run_polling(timeout=10)
