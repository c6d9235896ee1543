"""实验三：动量与 Nesterov / Lab 3: momentum and Nesterov"""

import keras
import numpy as np
from keras import ops

# lab3.momentum
class Momentum(keras.optimizers.Optimizer):
    """v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9, name="own_momentum", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.momentum = momentum  # α

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        self.v = [self.add_variable_from_reference(variable, name="v") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        # i = self._get_variable_index(variable)
        # 用 self.assign(…)、self.assign_add(…) 改变状态和变量 / change states and variable with self.assign(…), self.assign_add(…)
        raise NotImplementedError("请写出动量的更新 / write the momentum update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = Momentum(learning_rate=0.003, momentum=0.9)
w = keras.Variable(start, dtype="float32")
try:
    for step in range(150):
        error = ops.matmul(x, w) - y
        if step % 10 == 0:
            print(step, float(ops.mean(ops.square(error))))
        optimizer.apply([2 / len(y) * ops.matmul(x.T, error)], [w])
except NotImplementedError as todo:
    print(todo)

# lab3.faster
# 从同一个起点、用同一个学习率训练梯度下降和动量 / train gradient descent and momentum from the same start at the same rate

# lab3.nesterov
class Nesterov(keras.optimizers.Optimizer):
    """g ← ∇L(θ + αv); v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9, name="own_nesterov", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.momentum = momentum  # α

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        self.v = [self.add_variable_from_reference(variable, name="v") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        # i = self._get_variable_index(variable)
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求 / the variable may hold the look-ahead point θ + αv, where the gradient is taken
        # 用 self.assign(…)、self.assign_add(…) 改变状态和变量 / change states and variable with self.assign(…), self.assign_add(…)
        raise NotImplementedError("请写出 Nesterov 的更新 / write Nesterov's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = Nesterov(learning_rate=0.003, momentum=0.9)
w = keras.Variable(start, dtype="float32")
try:
    for step in range(150):
        error = ops.matmul(x, w) - y
        if step % 10 == 0:
            print(step, float(ops.mean(ops.square(error))))
        optimizer.apply([2 / len(y) * ops.matmul(x.T, error)], [w])
except NotImplementedError as todo:
    print(todo)

# lab3.builtin
# 在这里用 keras.optimizers.SGD(momentum=…) 训练线性回归 / train the linear regression with keras.optimizers.SGD(momentum=…) here
