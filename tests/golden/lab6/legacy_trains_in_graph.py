# expect: lab6.adam passed | keras-optimizer keras
import numpy as np
import keras
from keras.models import Sequential
from keras.layers import Dense
from keras import backend as K
from keras.optimizers import Optimizer


class CustomAdam(Optimizer):
    def __init__(self, lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, **kwargs):
        super().__init__(**kwargs)
        self.iterations = K.variable(0, dtype='int64', name='iterations')
        self.lr = K.variable(lr, name='lr')
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon

    def get_updates(self, params, loss):
        grads = K.gradients(loss, params)
        t = K.cast(self.iterations, K.floatx()) + 1.
        self.updates = [K.update_add(self.iterations, 1)]
        self.ms = [K.zeros(K.int_shape(p)) for p in params]
        self.vs = [K.zeros(K.int_shape(p)) for p in params]
        for p, g, m, v in zip(params, grads, self.ms, self.vs):
            new_m = self.beta_1 * m + (1 - self.beta_1) * g
            new_v = self.beta_2 * v + (1 - self.beta_2) * g * g
            m_hat = new_m / (1 - K.pow(self.beta_1, t))
            v_hat = new_v / (1 - K.pow(self.beta_2, t))
            self.updates += [K.update(m, new_m), K.update(v, new_v)]
            self.updates.append(K.update(p, p - self.lr * m_hat / (K.sqrt(v_hat) + self.epsilon)))
        return self.updates


x = np.random.rand(64, 1)
y = 3 * x + 1
model = Sequential([Dense(1, input_shape=(1,))])
model.compile(loss='mse', optimizer=CustomAdam(lr=0.1))
history = model.fit(x, y, epochs=3, batch_size=16, verbose=0)
print(history.history['loss'])
