# expect: extra.newton failed sign-flipped; extra.bfgs failed inverse-hessian-update; extra.coordinate failed coordinates-at-once | training-function torch
import torch


def newton(gradient, hessian, theta, steps=10):
    theta = torch.as_tensor(theta, dtype=torch.float64)
    for _ in range(steps):
        H = torch.as_tensor(hessian(theta.numpy()))
        g = torch.as_tensor(gradient(theta.numpy()))
        theta = theta + torch.linalg.solve(H, g)
    return theta


def bfgs(loss, gradient, theta, steps=100):
    theta = torch.as_tensor(theta, dtype=torch.float64)
    H = torch.eye(theta.numel(), dtype=torch.float64)
    g = torch.as_tensor(gradient(theta.numpy()))
    for _ in range(steps):
        if g.norm() < 1e-10:
            break
        p = -H @ g
        t = 1.0
        start = loss(theta.numpy())
        while loss((theta + t * p).numpy()) > start + 1e-4 * t * float(g @ p) and t > 1e-14:
            t /= 2
        s = t * p
        theta = theta + s
        new = torch.as_tensor(gradient(theta.numpy()))
        y = new - g
        if s @ y > 0:
            H = H + torch.outer(s, s) / (s @ y)
        g = new
    return theta


def coordinate_descent(a, b, theta, sweeps=20):
    a, b = torch.tensor(a), torch.tensor(b)
    theta = torch.tensor(theta)
    for _ in range(sweeps):
        new = theta.clone()
        for i in range(theta.numel()):
            rest = a[i] @ theta - a[i, i] * theta[i]
            new[i] = (b[i] - rest) / a[i, i]
        theta = new
    return theta
