# expect: extra.bfgs passed | training-function torch
import torch
def bfgs(loss, gradient, theta, steps):
    x = torch.tensor(theta)
    n = len(x)
    H = torch.eye(n, dtype=x.dtype)
    L = lambda v: loss(v.numpy())
    G = lambda v: torch.tensor(gradient(v.numpy()))
    g = G(x)
    for _ in range(steps):
        if g.norm() < 1e-8: break
        p = -H @ g
        t = 1.0
        while L(x + t*p) > L(x) + 1e-4*t*float(g @ p) and t > 1e-12: t /= 2
        s = t*p
        gn = G(x+s); y = gn-g
        x, g = x+s, gn
        if y @ s > 1e-12:
            r = 1/(y@s); I = torch.eye(n, dtype=x.dtype)
            H = (I - r*torch.outer(s,y)) @ H @ (I - r*torch.outer(y,s)) + r*torch.outer(s,s)
    return x
