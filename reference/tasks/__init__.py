"""Tasks with known minimum, gradient and Hessian."""
