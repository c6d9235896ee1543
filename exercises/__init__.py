"""The course's labs: one folder each, data only (specification, statements in zh and en, starter)."""
