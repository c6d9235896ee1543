"""实验一 梯度下降 / Lab 1, gradient descent: the model y = x w + b.

先准备数据，再在每个函数里建立模型、训练到收敛，并打印代价。不用某种方法时，它的函数可以留着不动。
Make the data first; each function builds the model, trains until it has converged and prints the loss.
"""


# lab1.method1
def train_method1():
    """方法一：minimize / method one."""
    raise NotImplementedError("请用 minimize 训练 / train with minimize")


# lab1.method2
def train_method2():
    """方法二：compute_gradients + apply_gradients / method two."""
    raise NotImplementedError("请用 compute_gradients 和 apply_gradients 训练 / train with both")


# lab1.method3
def train_method3():
    """方法三：自己写更新 θ ← θ - ε g / method three: your own update."""
    raise NotImplementedError("请自己写更新 / write the update yourself")
