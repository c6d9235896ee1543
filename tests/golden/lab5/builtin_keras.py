# expect: lab5.builtin passed | observed keras
import numpy as np
from keras import Sequential, layers, optimizers

rng = np.random.default_rng(3)
features = rng.normal(size=(100, 4)).astype("float32")
labels = features @ np.array([1, -1, 2, 0.5], dtype="float32")
model = Sequential([layers.Input((4,)), layers.Dense(1)])
model.compile(optimizer=optimizers.RMSprop(learning_rate=0.05, rho=0.9), loss="mse")
model.fit(features, labels, epochs=8, batch_size=20, verbose=0)
