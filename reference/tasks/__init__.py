"""Regressions with known minimum, gradient and Hessian."""
