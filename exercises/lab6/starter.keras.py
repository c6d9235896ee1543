"""实验六：Adam / Lab 6: Adam"""

import keras
import numpy as np
from keras import ops

# lab6.adam
class Adam(keras.optimizers.Optimizer):
    """t ← t + 1; s ← ρ₁s + (1-ρ₁)g; r ← ρ₂r + (1-ρ₂) g⊙g; θ ← θ - ε ŝ / (√r̂ + δ)"""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, name="own_adam", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.beta_1 = beta_1  # ρ₁
        self.beta_2 = beta_2  # ρ₂
        self.epsilon = epsilon  # δ

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        self.s = [self.add_variable_from_reference(variable, name="s") for variable in variables]
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        # i = self._get_variable_index(variable)
        # t 每一步只加一，不是每个变量各加一次 / t grows by one in each step, not once for every variable
        # 用 self.assign(…)、self.assign_add(…) 改变状态和变量 / change states and variable with self.assign(…), self.assign_add(…)
        raise NotImplementedError("请写出 Adam 的更新 / write Adam's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = Adam(learning_rate=1.0)
w = keras.Variable(start, dtype="float32")
try:
    for step in range(200):
        error = ops.matmul(x, w) - y
        if step % 10 == 0:
            print(step, float(ops.mean(ops.square(error))))
        optimizer.apply([2 / len(y) * ops.matmul(x.T, error)], [w])
except NotImplementedError as todo:
    print(todo)

# lab6.builtin
# 在这里用 keras.optimizers.Adam 训练线性回归 / train the linear regression with keras.optimizers.Adam here
