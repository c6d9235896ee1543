"""What each command does. Only these, ``cli.py``, ``commands`` and ``notebook.py`` know the reports."""
