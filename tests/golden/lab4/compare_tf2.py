# expect: lab4.compare passed; lab4.builtin passed | observed tf2
import tensorflow as tf

# lab4: AdaGrad against plain gradient descent
A = tf.random.normal([50, 2], seed=9) * tf.constant([1.0, 6.0])
b = tf.matmul(A, tf.constant([[2.0], [1.0]]))


def train(opt):
    w = tf.Variable(tf.zeros([2, 1]))
    history = []
    for _ in range(80):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(A @ w - b))
        history.append(float(loss))
        opt.apply_gradients([(tape.gradient(loss, w), w)])
    return history


loss_gd = train(tf.optimizers.SGD(0.01))
loss_adagrad = train(tf.optimizers.Adagrad(0.5))
print("GD      first two losses:", loss_gd[0], loss_gd[1])
print("AdaGrad first two losses:", loss_adagrad[0], loss_adagrad[1])
faster = "adagrad" if loss_adagrad[-1] < loss_gd[-1] else "gd"
print("faster:", faster)
