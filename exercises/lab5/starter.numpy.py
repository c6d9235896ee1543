"""实验五：RMSProp / Lab 5: RMSProp"""

import numpy as np

# lab5.rmsprop
class RMSProp:
    """r ← ρr + (1-ρ) g⊙g; θ ← θ - ε / √(δ + r) ⊙ g"""

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate  # ε
        self.rho = rho  # ρ
        self.epsilon = epsilon  # δ
        self.r = None  # 平方梯度的累积：每个变量一份，从 0 开始 / accumulated squared gradients: one for each variable, starting at 0

    def update(self, params, grads):
        # params、grads 是数组的列表：原地修改 params，或者返回新的列表 / params and grads are lists of arrays: change params in place, or return a new list
        raise NotImplementedError("请写出 RMSProp 的更新 / write RMSProp's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = RMSProp(learning_rate=0.02)
w = start.copy()
try:
    for step in range(130):
        error = x @ w - y
        if step % 10 == 0:
            print(step, np.mean(error**2))
        params, grads = [w], [2 / len(y) * x.T @ error]
        returned = optimizer.update(params, grads)
        w = params[0] if returned is None else returned[0]
except NotImplementedError as todo:
    print(todo)

# lab5.builtin
# NumPy 没有内置优化器：请用 tf.train.RMSPropOptimizer 或 keras.optimizers.RMSprop 训练 / NumPy has no built-in one: train with tf.train.RMSPropOptimizer or keras.optimizers.RMSprop

# lab5.nesterov
class RMSPropNesterov:
    """g ← ∇L(θ + αv); r ← ρr + (1-ρ) g⊙g; v ← αv - ε / √r ⊙ g; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate  # ε
        self.rho = rho  # ρ
        self.momentum = momentum  # α
        self.epsilon = epsilon  # δ
        self.r = None  # 平方梯度的累积：每个变量一份，从 0 开始 / accumulated squared gradients: one for each variable, starting at 0
        self.v = None  # 速度：每个变量一份，从 0 开始 / velocity: one for each variable, starting at 0

    def update(self, params, grads):
        # params、grads 是数组的列表：原地修改 params，或者返回新的列表 / params and grads are lists of arrays: change params in place, or return a new list
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求；√r 里请加一个小的 δ / the variable may hold the look-ahead point θ + αv, where the gradient is taken; add a small δ to √r
        raise NotImplementedError("请写出带 Nesterov 动量的 RMSProp 的更新 / write the update of RMSProp with Nesterov momentum")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = RMSPropNesterov(learning_rate=0.002)
w = start.copy()
try:
    for step in range(170):
        error = x @ w - y
        if step % 10 == 0:
            print(step, np.mean(error**2))
        params, grads = [w], [2 / len(y) * x.T @ error]
        returned = optimizer.update(params, grads)
        w = params[0] if returned is None else returned[0]
except NotImplementedError as todo:
    print(todo)
