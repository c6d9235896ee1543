# expect: lab5.rmsprop failed epsilon-outside-fraction | keras-optimizer keras
from tensorflow.keras import backend as K
from tensorflow.keras.optimizers import Optimizer


class MyRMSprop(Optimizer):
    def __init__(self, lr=0.001, rho=0.9, epsilon=1e-6, name="MyRMSprop", **kwargs):
        super().__init__(name, **kwargs)
        self.lr = K.variable(lr)
        self.rho = K.variable(rho)
        self.epsilon = epsilon

    def get_updates(self, loss, params):
        grads = self.get_gradients(loss, params)
        means = [K.zeros(K.int_shape(p), dtype=K.dtype(p)) for p in params]
        self.updates = []
        for p, g, a in zip(params, grads, means):
            new_a = self.rho * a + (1. - self.rho) * K.square(g)
            self.updates.append(K.update(a, new_a))
            new_p = p - self.lr * g / K.sqrt(new_a) + self.epsilon
            self.updates.append(K.update(p, new_p))
        return self.updates
