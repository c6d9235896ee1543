"""实验三：动量与 Nesterov / Lab 3: momentum and Nesterov"""

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()  # TensorFlow 1 的图与会话 / the graphs and sessions of TensorFlow 1

# lab3.momentum
class Momentum(tf.train.Optimizer):
    """v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name="OwnMomentum"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate  # ε
        self.momentum = momentum  # α

    def _create_slots(self, var_list):
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        for var in var_list:
            self._zeros_slot(var, "v", self._name)  # 速度 / velocity

    def _apply_dense(self, grad, var):
        # v = self.get_slot(var, "v")
        # 最后返回对 var 的赋值，例如 var.assign_add(…) / return the assignment to var at the end, for example var.assign_add(…)
        raise NotImplementedError("请写出动量的更新 / write the momentum update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    w = tf.Variable(start, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x), w, 1) - y))
    try:
        train_op = Momentum(learning_rate=0.003, momentum=0.9).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(150):
            if step % 10 == 0:
                print(step, session.run(loss))
            session.run(train_op)
    except NotImplementedError as todo:
        print(todo)

# lab3.faster
# 从同一个起点、用同一个学习率训练梯度下降和动量 / train gradient descent and momentum from the same start at the same rate

# lab3.nesterov
class Nesterov(tf.train.Optimizer):
    """g ← ∇L(θ + αv); v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name="OwnNesterov"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate  # ε
        self.momentum = momentum  # α

    def _create_slots(self, var_list):
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        for var in var_list:
            self._zeros_slot(var, "v", self._name)  # 速度 / velocity

    def _apply_dense(self, grad, var):
        # v = self.get_slot(var, "v")
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求 / the variable may hold the look-ahead point θ + αv, where the gradient is taken
        # 最后返回对 var 的赋值，例如 var.assign_add(…) / return the assignment to var at the end, for example var.assign_add(…)
        raise NotImplementedError("请写出 Nesterov 的更新 / write Nesterov's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    w = tf.Variable(start, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x), w, 1) - y))
    try:
        train_op = Nesterov(learning_rate=0.003, momentum=0.9).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(150):
            if step % 10 == 0:
                print(step, session.run(loss))
            session.run(train_op)
    except NotImplementedError as todo:
        print(todo)

# lab3.builtin
# 在这里用 tf.train.MomentumOptimizer 训练线性回归 / train the linear regression with tf.train.MomentumOptimizer here
