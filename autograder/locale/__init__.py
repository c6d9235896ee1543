"""Translations of everything that people read, and ``refresh.py``, which keeps them complete."""
