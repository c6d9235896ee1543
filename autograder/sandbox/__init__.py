"""Runs a student's code where it can't read, change or reach anything of ours, and says how it ended."""
