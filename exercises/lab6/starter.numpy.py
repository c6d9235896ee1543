"""实验六：Adam / Lab 6: Adam"""

import numpy as np

# lab6.adam
class Adam:
    """t ← t + 1; s ← ρ₁s + (1-ρ₁)g; r ← ρ₂r + (1-ρ₂) g⊙g; θ ← θ - ε ŝ / (√r̂ + δ)"""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate  # ε
        self.beta_1 = beta_1  # ρ₁
        self.beta_2 = beta_2  # ρ₂
        self.epsilon = epsilon  # δ
        self.t = 0
        self.s = None  # 一阶矩：每个变量一份，从 0 开始 / first moment: one for each variable, starting at 0
        self.r = None  # 二阶矩：每个变量一份，从 0 开始 / second moment: one for each variable, starting at 0

    def update(self, params, grads):
        # params、grads 是数组的列表：原地修改 params，或者返回新的列表 / params and grads are lists of arrays: change params in place, or return a new list
        # t 每一步只加一，不是每个变量各加一次 / t grows by one in each step, not once for every variable
        raise NotImplementedError("请写出 Adam 的更新 / write Adam's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = Adam(learning_rate=1.0)
w = start.copy()
try:
    for step in range(200):
        error = x @ w - y
        if step % 10 == 0:
            print(step, np.mean(error**2))
        params, grads = [w], [2 / len(y) * x.T @ error]
        returned = optimizer.update(params, grads)
        w = params[0] if returned is None else returned[0]
except NotImplementedError as todo:
    print(todo)

# lab6.builtin
# NumPy 没有内置优化器：请用 tf.train.AdamOptimizer 或 keras.optimizers.Adam 训练 / NumPy has no built-in one: train with tf.train.AdamOptimizer or keras.optimizers.Adam
