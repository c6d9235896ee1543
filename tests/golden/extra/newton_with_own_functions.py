# expect: extra.newton passed | training-function numpy
import numpy as np
def f(x): return (x[0]-1)**2 + 10*(x[1]-x[0]**2)**2
def grad(x): return np.array([2*(x[0]-1)-40*x[0]*(x[1]-x[0]**2), 20*(x[1]-x[0]**2)])
def hess(x): return np.array([[2-40*x[1]+120*x[0]**2, -40*x[0]],[-40*x[0],20]])
def newton(x0, eps=1e-8):
    x = x0
    while np.linalg.norm(grad(x)) > eps:
        x = x - np.linalg.inv(hess(x)) @ grad(x)
    return x
print(newton(np.array([0.,0.])))
