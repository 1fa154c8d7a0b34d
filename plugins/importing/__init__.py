"""Texts from elsewhere as drafts: read, told apart, guessed, written. Pure: no file is opened."""
