"""Watching the trainings that the student's cells run by themselves."""
