"""实验一：梯度下降 / Lab 1: gradient descent"""

import keras
import numpy as np
import tensorflow as tf


# lab1.method1
def train_method1():
    """方法一：全部交给优化器 / method one: the optimizer does everything"""
    # keras.optimizers.SGD 和 model.fit / keras.optimizers.SGD and model.fit
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method2
def train_method2():
    """方法二：先求梯度，再让优化器应用 / method two: gradients first, then the optimizer applies them"""
    # tf.GradientTape 求梯度，SGD 的 apply_gradients 更新 / tf.GradientTape for the gradients, apply_gradients of SGD for the update
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")


# lab1.method3
def train_method3():
    """方法三：自己写更新 θ ← θ - ε g / method three: your own update θ ← θ - ε g"""
    # tf.GradientTape 求梯度，更新自己写 / tf.GradientTape for the gradients, the update is yours
    raise NotImplementedError("请训练到收敛，并打印代价 / train until it has converged, and print the loss")
