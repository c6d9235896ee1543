# expect: lab4.adagrad passed | keras-optimizer keras
"""写法来自 Keras 2 + TF 2.0：get_updates，父类要一个名字。"""
from tensorflow.keras import backend as K
from tensorflow.keras.optimizers import Optimizer


class AdagradOptimizer(Optimizer):
    def __init__(self, lr=0.01, delta=1e-7, **kwargs):
        super(AdagradOptimizer, self).__init__(name='AdagradOptimizer', **kwargs)
        self.lr = K.variable(lr, name='lr')
        self.delta = delta

    def get_updates(self, loss, params):
        self.updates = []
        sums = [K.zeros(K.int_shape(p)) for p in params]
        for p, g, r in zip(params, self.get_gradients(loss, params), sums):
            r_new = r + K.square(g)
            self.updates += [K.update(r, r_new), K.update_sub(p, self.lr * g / (K.sqrt(r_new) + self.delta))]
        return self.updates

    def get_config(self):
        return dict(super().get_config(), lr=float(K.get_value(self.lr)), delta=self.delta)
