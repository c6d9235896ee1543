# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
def gd_with_momentum(grad, weights, velocity, learning_rate=0.001, momentum=0.9):
    """gradient first; returns (velocity, weights)"""
    velocity = momentum * velocity - learning_rate * grad
    weights = weights + velocity
    return velocity, weights
