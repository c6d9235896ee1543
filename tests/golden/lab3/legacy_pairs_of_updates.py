# expect: lab3.momentum passed; lab3.nesterov not_found | keras-optimizer keras
from keras import backend as K
from keras.optimizers import Optimizer
class MomentumSGD(Optimizer):
    def __init__(self, lr=0.01, momentum=0., **kwargs):
        super(MomentumSGD, self).__init__(**kwargs)
        self.__dict__.update(locals())
        self.iterations = K.variable(0.)
        self.lr = K.variable(lr)
        self.momentum = K.variable(momentum)
    def get_updates(self, params, constraints, loss):
        grads = self.get_gradients(loss, params)
        self.updates = [(self.iterations, self.iterations + 1.)]
        for p, g in zip(params, grads):
            m = K.zeros(K.get_variable_shape(p))
            v = self.momentum * m - self.lr * g
            self.updates.append((m, v))
            self.updates.append((p, p + v))
        return self.updates
