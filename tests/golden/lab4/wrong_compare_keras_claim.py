# expect: lab4.compare failed claim-differs; lab4.builtin passed | observed keras
import tensorflow as tf

X = tf.constant([[1.0, 0.2], [0.3, 1.0], [0.7, 0.7], [1.2, 0.1]])
Y = tf.matmul(X, tf.constant([[1.0], [3.0]]))


def train(opt):
    w = tf.Variable(tf.zeros([2, 1]))
    hist = []
    for k in range(120):
        with tf.GradientTape() as tape:
            loss = tf.keras.losses.MeanSquaredError()(Y, tf.matmul(X, w))
        opt.apply_gradients([(tape.gradient(loss, w), w)])
        hist.append(loss.numpy())
    return hist


hist_gd = train(tf.keras.optimizers.SGD(0.5))
hist_ada = train(tf.keras.optimizers.Adagrad(0.02))
print(hist_gd[0], hist_gd[1], hist_ada[0], hist_ada[1])
print("AdaGrad 收敛更快")
