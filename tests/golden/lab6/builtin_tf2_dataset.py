# expect: lab6.builtin passed | observed tf2
import tensorflow as tf
import numpy as np

# 使用内置 Adam 训练线性回归
rng = np.random.RandomState(11)
x_train = rng.rand(200, 1).astype(np.float32)
y_train = 5 * x_train - 2 + 0.01 * rng.randn(200, 1).astype(np.float32)
dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(200, seed=1).batch(20)

w = tf.Variable(tf.zeros((1, 1)))
b = tf.Variable(tf.zeros((1,)))
adam = tf.optimizers.Adam(learning_rate=0.05, beta_1=0.9, beta_2=0.999)

for epoch in range(20):
    for bx, by in dataset:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(bx @ w + b - by))
        adam.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
    print(f'epoch {epoch}: loss {loss:.5f}')
