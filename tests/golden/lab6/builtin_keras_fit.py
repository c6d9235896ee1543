# expect: lab6.builtin passed | observed keras
import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).rand(100, 1).astype(np.float32)
y = 0.1 * x + 0.3
model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=[1])])
model.compile(optimizer=tf.keras.optimizers.Adam(0.05), loss='mean_squared_error')
history = model.fit(x, y, epochs=40, verbose=0)
print('训练结束', history.history['loss'][-1])
