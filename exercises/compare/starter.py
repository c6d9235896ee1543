"""实验对比 / Comparison of gradient descent, momentum and Nesterov."""

# compare.first10
losses = {"gd": None, "momentum": None, "nesterov": None}  # 前 10 步的代价 / the first ten losses of each
# compare.convergence
steps = {"gd": None, "momentum": None, "nesterov": None}  # 代价小于 1e-6 的步数 / first step with loss < 1e-6
