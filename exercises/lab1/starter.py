"""实验一：梯度下降 / Lab 1: gradient descent"""

import numpy as np


# lab1.method1
def train_method1():
    """方法一：全部交给优化器 / method one: the optimizer does everything"""
    # NumPy 没有内置优化器，这一部分请用 TensorFlow、Keras 或 PyTorch / NumPy has no optimizer of its own: use TensorFlow, Keras or PyTorch here
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method2
def train_method2():
    """方法二：先求梯度，再让优化器应用 / method two: gradients first, then the optimizer applies them"""
    # NumPy 没有内置优化器，这一部分请用 TensorFlow、Keras 或 PyTorch / NumPy has no optimizer of its own: use TensorFlow, Keras or PyTorch here
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method3
def train_method3():
    """方法三：自己写更新 θ ← θ - ε g / method three: your own update θ ← θ - ε g"""
    # 1. 求预测值、误差和代价 / predictions, error and loss
    # 2. 自己推导代价对每个参数的导数 / work out the derivative of the loss by each parameter
    # 3. 更新参数，循环到收敛，打印代价 / update the parameters until it has converged, print the loss
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")
