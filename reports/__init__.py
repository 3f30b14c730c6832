"""Figures in; .docx, .xlsx and .png bytes out. Knows no chat and no database."""
