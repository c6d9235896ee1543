"""Newton's method with tensors: solve H p = -g."""

import torch


def newton(gradient, hessian, theta, steps):
    theta = torch.as_tensor(theta)
    for _ in range(steps):
        g, h = (torch.as_tensor(one) for one in (gradient(theta.numpy()), hessian(theta.numpy())))
        theta = theta - torch.linalg.solve(h, g)
    return theta
