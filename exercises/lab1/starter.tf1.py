"""实验一：梯度下降 / Lab 1: gradient descent"""

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()  # TensorFlow 1 的图与会话 / the graphs and sessions of TensorFlow 1


# lab1.method1
def train_method1():
    """方法一：全部交给优化器 / method one: the optimizer does everything"""
    # 1. tf.Variable、代价 loss / tf.Variable and the loss
    # 2. tf.train.GradientDescentOptimizer 的 minimize / minimize of tf.train.GradientDescentOptimizer
    # 3. 在 tf.Session 里循环到收敛，打印代价 / in a tf.Session, loop until it has converged, print the loss
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method2
def train_method2():
    """方法二：先求梯度，再让优化器应用 / method two: gradients first, then the optimizer applies them"""
    # compute_gradients 求梯度，apply_gradients 更新 / compute_gradients for the gradients, apply_gradients for the update
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method3
def train_method3():
    """方法三：自己写更新 θ ← θ - ε g / method three: your own update θ ← θ - ε g"""
    # tf.train.Optimizer(...) 只用来 compute_gradients，更新自己写 / tf.train.Optimizer(...) for compute_gradients only, the update is yours
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")
