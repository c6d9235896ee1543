# expect: lab4.builtin failed different-algorithm | observed keras
import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.optimizers import Adadelta

# AdaGrad 内置优化器
X = np.random.RandomState(1).uniform(-1, 1, (80, 2))
Y = X @ np.array([[2.], [-1.]]) + 0.5
model = Sequential([Input(shape=(2,)), Dense(1)])
model.compile(optimizer=Adadelta(learning_rate=1.0), loss='mse')
hist = model.fit(X, Y, epochs=8, batch_size=10, verbose=0)
print(hist.history['loss'][-1])
