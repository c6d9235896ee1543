"""实验四：AdaGrad / Lab 4: AdaGrad"""

import numpy as np

# lab4.adagrad
class AdaGrad:
    """r ← r + g⊙g; θ ← θ - ε / (δ + √r) ⊙ g"""

    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        self.learning_rate = learning_rate  # ε
        self.epsilon = epsilon  # δ
        self.r = None  # 平方梯度的累积：每个变量一份，从 0 开始 / accumulated squared gradients: one for each variable, starting at 0

    def update(self, params, grads):
        # params、grads 是数组的列表：原地修改 params，或者返回新的列表 / params and grads are lists of arrays: change params in place, or return a new list
        raise NotImplementedError("请写出 AdaGrad 的更新 / write AdaGrad's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = AdaGrad(learning_rate=2.0)
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

# lab4.compare
# 从同一个起点训练梯度下降和 AdaGrad / train gradient descent and AdaGrad from the same start

# lab4.builtin
# NumPy 没有内置优化器：请用 tf.train.AdagradOptimizer 或 keras.optimizers.Adagrad 训练 / NumPy has no built-in one: train with tf.train.AdagradOptimizer or keras.optimizers.Adagrad
