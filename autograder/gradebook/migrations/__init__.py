"""How a gradebook of an earlier version becomes one of this version."""
