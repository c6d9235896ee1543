# expect: lab4.adagrad failed missing-root | update-function numpy
import numpy as np


def adagrad_step(w, grad, accumulated_grad, lr=0.001, eps=1e-7):
    accumulated_grad += grad * grad
    w -= lr * grad / (accumulated_grad + eps)
