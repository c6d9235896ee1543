"""实验五：RMSProp / Lab 5: RMSProp"""

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()  # TensorFlow 1 的图与会话 / the graphs and sessions of TensorFlow 1

# lab5.rmsprop
class RMSProp(tf.train.Optimizer):
    """r ← ρr + (1-ρ) g⊙g; θ ← θ - ε / √(δ + r) ⊙ g"""

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, use_locking=False, name="OwnRMSProp"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate  # ε
        self.rho = rho  # ρ
        self.epsilon = epsilon  # δ

    def _create_slots(self, var_list):
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        for var in var_list:
            self._zeros_slot(var, "r", self._name)  # 平方梯度的累积 / accumulated squared gradients

    def _apply_dense(self, grad, var):
        # r = self.get_slot(var, "r")
        # 最后返回对 var 的赋值，例如 var.assign_add(…) / return the assignment to var at the end, for example var.assign_add(…)
        raise NotImplementedError("请写出 RMSProp 的更新 / write RMSProp's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    w = tf.Variable(start, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x), w, 1) - y))
    try:
        train_op = RMSProp(learning_rate=0.02).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(130):
            if step % 10 == 0:
                print(step, session.run(loss))
            session.run(train_op)
    except NotImplementedError as todo:
        print(todo)

# lab5.builtin
# 在这里用 tf.train.RMSPropOptimizer 训练线性回归 / train the linear regression with tf.train.RMSPropOptimizer here

# lab5.nesterov
class RMSPropNesterov(tf.train.Optimizer):
    """g ← ∇L(θ + αv); r ← ρr + (1-ρ) g⊙g; v ← αv - ε / √r ⊙ g; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6, use_locking=False, name="OwnRMSPropNesterov"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate  # ε
        self.rho = rho  # ρ
        self.momentum = momentum  # α
        self.epsilon = epsilon  # δ

    def _create_slots(self, var_list):
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        for var in var_list:
            self._zeros_slot(var, "r", self._name)  # 平方梯度的累积 / accumulated squared gradients
            self._zeros_slot(var, "v", self._name)  # 速度 / velocity

    def _apply_dense(self, grad, var):
        # r = self.get_slot(var, "r")
        # v = self.get_slot(var, "v")
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求；√r 里请加一个小的 δ / the variable may hold the look-ahead point θ + αv, where the gradient is taken; add a small δ to √r
        # 最后返回对 var 的赋值，例如 var.assign_add(…) / return the assignment to var at the end, for example var.assign_add(…)
        raise NotImplementedError("请写出带 Nesterov 动量的 RMSProp 的更新 / write the update of RMSProp with Nesterov momentum")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    w = tf.Variable(start, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x), w, 1) - y))
    try:
        train_op = RMSPropNesterov(learning_rate=0.002).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(170):
            if step % 10 == 0:
                print(step, session.run(loss))
            session.run(train_op)
    except NotImplementedError as todo:
        print(todo)
