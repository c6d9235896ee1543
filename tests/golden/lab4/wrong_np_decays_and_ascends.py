# expect: lab4.adagrad failed sign-flipped,weight-decay-added | update-function numpy
import numpy as np


def adagrad_step(w, grad, cache, lr=0.01, eps=1e-7):
    """AdaGrad with a little L2 on top; goes the wrong way."""
    grad = grad + 0.01 * w
    cache = cache + grad * grad
    return w + lr * grad / (np.sqrt(cache) + eps), cache
