"""实验五：RMSProp / Lab 5: RMSProp"""

import keras
import numpy as np
from keras import ops

# lab5.rmsprop
class RMSProp(keras.optimizers.Optimizer):
    """r ← ρr + (1-ρ) g⊙g; θ ← θ - ε / √(δ + r) ⊙ g"""

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name="own_rmsprop", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho = rho  # ρ
        self.epsilon = epsilon  # δ

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        # i = self._get_variable_index(variable)
        # 用 self.assign(…)、self.assign_add(…) 改变状态和变量 / change states and variable with self.assign(…), self.assign_add(…)
        raise NotImplementedError("请写出 RMSProp 的更新 / write RMSProp's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = RMSProp(learning_rate=0.02)
w = keras.Variable(start, dtype="float32")
try:
    for step in range(130):
        error = ops.matmul(x, w) - y
        if step % 10 == 0:
            print(step, float(ops.mean(ops.square(error))))
        optimizer.apply([2 / len(y) * ops.matmul(x.T, error)], [w])
except NotImplementedError as todo:
    print(todo)

# lab5.builtin
# 在这里用 keras.optimizers.RMSprop 训练线性回归 / train the linear regression with keras.optimizers.RMSprop here

# lab5.nesterov
class RMSPropNesterov(keras.optimizers.Optimizer):
    """g ← ∇L(θ + αv); r ← ρr + (1-ρ) g⊙g; v ← αv - ε / √r ⊙ g; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6, name="own_rmspropnesterov", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho = rho  # ρ
        self.momentum = momentum  # α
        self.epsilon = epsilon  # δ

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]
        self.v = [self.add_variable_from_reference(variable, name="v") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        # i = self._get_variable_index(variable)
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求；√r 里请加一个小的 δ / the variable may hold the look-ahead point θ + αv, where the gradient is taken; add a small δ to √r
        # 用 self.assign(…)、self.assign_add(…) 改变状态和变量 / change states and variable with self.assign(…), self.assign_add(…)
        raise NotImplementedError("请写出带 Nesterov 动量的 RMSProp 的更新 / write the update of RMSProp with Nesterov momentum")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = RMSPropNesterov(learning_rate=0.002)
w = keras.Variable(start, dtype="float32")
try:
    for step in range(170):
        error = ops.matmul(x, w) - y
        if step % 10 == 0:
            print(step, float(ops.mean(ops.square(error))))
        optimizer.apply([2 / len(y) * ops.matmul(x.T, error)], [w])
except NotImplementedError as todo:
    print(todo)
