# expect: lab3.momentum needs_person | update-function numpy


def sgd_momentum(parameters, velocities, lr, alpha, batch_size):
    """Every parameter is an array that carries its own gradient."""
    for p, v in zip(parameters, velocities):
        v[:] = alpha * v + p.grad / batch_size
        p[:] -= lr * v
