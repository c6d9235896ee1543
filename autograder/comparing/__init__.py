"""How far a recorded path is from a rule's path, in units of legitimate rounding."""
