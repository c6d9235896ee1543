"""实验三：动量与 Nesterov / Lab 3: momentum and Nesterov"""

import numpy as np

# lab3.momentum
class Momentum:
    """v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate  # ε
        self.momentum = momentum  # α
        self.v = None  # 速度：每个变量一份，从 0 开始 / velocity: one for each variable, starting at 0

    def update(self, params, grads):
        # params、grads 是数组的列表：原地修改 params，或者返回新的列表 / params and grads are lists of arrays: change params in place, or return a new list
        raise NotImplementedError("请写出动量的更新 / write the momentum update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = Momentum(learning_rate=0.003, momentum=0.9)
w = start.copy()
try:
    for step in range(150):
        error = x @ w - y
        if step % 10 == 0:
            print(step, np.mean(error**2))
        params, grads = [w], [2 / len(y) * x.T @ error]
        returned = optimizer.update(params, grads)
        w = params[0] if returned is None else returned[0]
except NotImplementedError as todo:
    print(todo)

# lab3.faster
# 从同一个起点、用同一个学习率训练梯度下降和动量 / train gradient descent and momentum from the same start at the same rate

# lab3.nesterov
class Nesterov:
    """g ← ∇L(θ + αv); v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate  # ε
        self.momentum = momentum  # α
        self.v = None  # 速度：每个变量一份，从 0 开始 / velocity: one for each variable, starting at 0

    def update(self, params, grads):
        # params、grads 是数组的列表：原地修改 params，或者返回新的列表 / params and grads are lists of arrays: change params in place, or return a new list
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求 / the variable may hold the look-ahead point θ + αv, where the gradient is taken
        raise NotImplementedError("请写出 Nesterov 的更新 / write Nesterov's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = Nesterov(learning_rate=0.003, momentum=0.9)
w = start.copy()
try:
    for step in range(150):
        error = x @ w - y
        if step % 10 == 0:
            print(step, np.mean(error**2))
        params, grads = [w], [2 / len(y) * x.T @ error]
        returned = optimizer.update(params, grads)
        w = params[0] if returned is None else returned[0]
except NotImplementedError as todo:
    print(todo)

# lab3.builtin
# NumPy 没有内置优化器：请用 tf.train.MomentumOptimizer 或 keras.optimizers.SGD(momentum=…) 训练 / NumPy has no built-in one: train with tf.train.MomentumOptimizer or keras.optimizers.SGD(momentum=…)
