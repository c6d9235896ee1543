"""选做 / Optional: 提前终止与其他优化方法 / early stopping and other methods."""


# extra.earlystopping
def early_stopping(losses, patience):
    """返回 (停止的轮数, 最好的轮数) / return (epoch of the stop, epoch of the best)."""
    raise NotImplementedError("请实现提前终止 / write early stopping")


# extra.newton
def newton(gradient, hessian, theta, steps):
    """θ ← θ - H⁻¹ g"""
    raise NotImplementedError("请实现牛顿法 / write Newton's method")


# extra.bfgs
def bfgs(loss, gradient, theta, steps):
    """BFGS 与线搜索 / BFGS with a line search."""
    raise NotImplementedError("请实现 BFGS / write BFGS")


# extra.coordinate
def coordinate_descent(a, b, theta, sweeps):
    """极小化 ½ θᵀ a θ - bᵀ θ，每次一个坐标 / minimise one coordinate at a time."""
    raise NotImplementedError("请实现坐标下降法 / write coordinate descent")
