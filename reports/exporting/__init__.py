"""Grades and feedback for other systems: one file per system; what a person hasn't decided stays blank."""
