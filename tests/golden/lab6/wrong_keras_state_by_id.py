# expect: lab6.adam failed time-per-variable | keras-optimizer keras
import keras
from keras import ops

class CusAdam(keras.optimizers.Optimizer):
    # 照课件改写的
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, name="CusAdam"):
        super().__init__(learning_rate=learning_rate, name=name)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon

    def build(self, variables):
        super().build(variables)
        self._m = {}
        self._v = {}
        for var in variables:
            self._m[id(var)] = keras.Variable(ops.zeros(var.shape, dtype=var.dtype), trainable=False)
            self._v[id(var)] = keras.Variable(ops.zeros(var.shape, dtype=var.dtype), trainable=False)
        self.t = keras.Variable(0.0, trainable=False, dtype="float32", name="t")

    def update_step(self, grad, var, lr):
        self.t.assign_add(1.0)
        t = ops.cast(self.t, var.dtype)
        m, v = self._m[id(var)], self._v[id(var)]
        m.assign(m * self.beta1 + grad * (1 - self.beta1))
        v.assign(v * self.beta2 + grad * grad * (1 - self.beta2))
        mh = m / (1 - ops.power(self.beta1, t))
        vh = v / (1 - ops.power(self.beta2, t))
        var.assign_sub(ops.cast(lr, var.dtype) * mh / (ops.sqrt(vh) + self.epsilon))
