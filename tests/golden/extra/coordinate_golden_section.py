# expect: extra.coordinate passed | training-function numpy
import numpy as np
def golden(phi, lo, hi, n=80):
    r = (np.sqrt(5)-1)/2
    a, b = lo, hi
    c, d = b - r*(b-a), a + r*(b-a)
    for _ in range(n):
        if phi(c) < phi(d): b, d = d, c; c = b - r*(b-a)
        else: a, c = c, d; d = a + r*(b-a)
    return (a+b)/2
def coordinate_descent(f, x0, n_sweeps):
    x = np.array(x0, dtype=float)
    for k in range(n_sweeps):
        for i in range(len(x)):
            def phi(t):
                z = x.copy(); z[i] = t
                return f(z)
            x[i] = golden(phi, x[i]-20, x[i]+20)
    return x
