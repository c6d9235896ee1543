# expect: lab3.momentum failed built-in-used; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MyMomentum(tf.train.MomentumOptimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9):
        super().__init__(learning_rate, momentum)

    def _apply_dense(self, grad, var):
        return super()._apply_dense(grad, var)
