"""What each command does. Beside ``cli.py`` and ``notebook.py`` these are the only modules that know the reports."""
