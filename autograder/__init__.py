"""The engine: load a submission, run it in the sandbox, compare, diagnose, score, record."""
