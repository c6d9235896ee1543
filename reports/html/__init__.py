"""Pages that work alone: no script, no request, both languages, light and dark."""
