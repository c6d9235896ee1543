"""实验一：梯度下降 / Lab 1: gradient descent"""

import numpy as np
import torch


# lab1.method1
def train_method1():
    """方法一：全部交给优化器 / method one: the optimizer does everything"""
    # torch.optim.SGD 的 step(closure)，closure 里求代价和梯度 / step(closure) of torch.optim.SGD; the closure works out loss and gradients
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method2
def train_method2():
    """方法二：先求梯度，再让优化器应用 / method two: gradients first, then the optimizer applies them"""
    # loss.backward() 求梯度，torch.optim.SGD 的 step() 更新 / loss.backward() for the gradients, step() of torch.optim.SGD for the update
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method3
def train_method3():
    """方法三：自己写更新 θ ← θ - ε g / method three: your own update θ ← θ - ε g"""
    # loss.backward() 求梯度，更新自己写在 torch.no_grad() 里 / loss.backward() for the gradients, the update is yours, under torch.no_grad()
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")
