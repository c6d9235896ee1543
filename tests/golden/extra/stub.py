# expect: extra.earlystopping not_started; extra.newton not_started; extra.bfgs not_started; extra.coordinate not_started | training-function numpy
"""选做 / Optional."""


def early_stopping(losses, patience):
    """返回 (停止的轮数, 最好的轮数) / return (epoch of the stop, epoch of the best)."""
    raise NotImplementedError("请实现提前终止 / write early stopping")


def newton(gradient, hessian, theta, steps):
    """θ ← θ - H⁻¹ g"""
    raise NotImplementedError("请实现牛顿法 / write Newton's method")


def bfgs(loss, gradient, theta, steps):
    """BFGS 与线搜索 / BFGS with a line search."""
    pass


def coordinate_descent(a, b, theta, sweeps):
    ...
