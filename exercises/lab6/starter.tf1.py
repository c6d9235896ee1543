"""实验六：Adam / Lab 6: Adam"""

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()  # TensorFlow 1 的图与会话 / the graphs and sessions of TensorFlow 1

# lab6.adam
class Adam(tf.train.Optimizer):
    """t ← t + 1; s ← ρ₁s + (1-ρ₁)g; r ← ρ₂r + (1-ρ₂) g⊙g; θ ← θ - ε ŝ / (√r̂ + δ)"""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, use_locking=False, name="OwnAdam"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate  # ε
        self.beta_1 = beta_1  # ρ₁
        self.beta_2 = beta_2  # ρ₂
        self.epsilon = epsilon  # δ

    def _create_slots(self, var_list):
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        for var in var_list:
            self._zeros_slot(var, "s", self._name)  # 一阶矩 / first moment
            self._zeros_slot(var, "r", self._name)  # 二阶矩 / second moment

    def _apply_dense(self, grad, var):
        # s = self.get_slot(var, "s")
        # r = self.get_slot(var, "r")
        # t 每一步只加一，不是每个变量各加一次 / t grows by one in each step, not once for every variable
        # 最后返回对 var 的赋值，例如 var.assign_add(…) / return the assignment to var at the end, for example var.assign_add(…)
        raise NotImplementedError("请写出 Adam 的更新 / write Adam's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    w = tf.Variable(start, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x), w, 1) - y))
    try:
        train_op = Adam(learning_rate=1.0).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(200):
            if step % 10 == 0:
                print(step, session.run(loss))
            session.run(train_op)
    except NotImplementedError as todo:
        print(todo)

# lab6.builtin
# 在这里用 tf.train.AdamOptimizer 训练线性回归 / train the linear regression with tf.train.AdamOptimizer here
