"""The commands as they are typed: arguments, options and help. What each does stands in ``fronts``."""
