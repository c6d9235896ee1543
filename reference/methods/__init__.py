"""Optimization methods that need more than one gradient a step: Newton, quasi-Newton, coordinates."""
