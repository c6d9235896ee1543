# expect: extra.newton passed; extra.coordinate passed | training-function torch
import torch


def newton(gradient, hessian, theta, steps=10):
    theta = torch.as_tensor(theta, dtype=torch.float64)
    for _ in range(steps):
        H = torch.as_tensor(hessian(theta.numpy()))
        g = torch.as_tensor(gradient(theta.numpy()))
        theta = theta - torch.linalg.solve(H, g)
    return theta.numpy()


def coordinate_descent(a, b, theta, sweeps=20):
    a, b = torch.tensor(a), torch.tensor(b)
    theta = torch.tensor(theta)
    for _ in range(sweeps):
        for i in range(theta.numel()):
            rest = a[i] @ theta - a[i, i] * theta[i]
            theta[i] = (b[i] - rest) / a[i, i]
    return theta
