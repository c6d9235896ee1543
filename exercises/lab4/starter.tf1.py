"""实验四：AdaGrad / Lab 4: AdaGrad"""

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()  # TensorFlow 1 的图与会话 / the graphs and sessions of TensorFlow 1

# lab4.adagrad
class AdaGrad(tf.train.Optimizer):
    """r ← r + g⊙g; θ ← θ - ε / (δ + √r) ⊙ g"""

    def __init__(self, learning_rate=0.001, epsilon=1e-7, use_locking=False, name="OwnAdaGrad"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate  # ε
        self.epsilon = epsilon  # δ

    def _create_slots(self, var_list):
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        for var in var_list:
            self._zeros_slot(var, "r", self._name)  # 平方梯度的累积 / accumulated squared gradients

    def _apply_dense(self, grad, var):
        # r = self.get_slot(var, "r")
        # 最后返回对 var 的赋值，例如 var.assign_add(…) / return the assignment to var at the end, for example var.assign_add(…)
        raise NotImplementedError("请写出 AdaGrad 的更新 / write AdaGrad's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    w = tf.Variable(start, dtype=tf.float32)
    loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x), w, 1) - y))
    try:
        train_op = AdaGrad(learning_rate=2.0).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(200):
            if step % 10 == 0:
                print(step, session.run(loss))
            session.run(train_op)
    except NotImplementedError as todo:
        print(todo)

# lab4.compare
# 从同一个起点训练梯度下降和 AdaGrad / train gradient descent and AdaGrad from the same start

# lab4.builtin
# 在这里用 tf.train.AdagradOptimizer 训练线性回归 / train the linear regression with tf.train.AdagradOptimizer here
