# expect: extra.bfgs failed inverse-hessian-update | training-function numpy
import numpy as np
def bfgs(f, grad, x, steps):
    H = np.eye(len(x)); I = np.eye(len(x))
    g = grad(x)
    for _ in range(steps):
        if np.linalg.norm(g) < 1e-8: break
        d = -H@g
        t = 1.0
        while f(x+t*d) > f(x) + 1e-4*t*g@d and t>1e-12: t /= 2
        x = x + t*d
        gn = grad(x); y = gn - g; s = d
        if s@y > 1e-12:
            r = 1/(s@y)
            H = (I-r*np.outer(s,y))@H@(I-r*np.outer(y,s)) + r*np.outer(s,s)
        g = gn
    return x
