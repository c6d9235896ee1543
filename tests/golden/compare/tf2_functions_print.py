# expect: compare.first10 passed; compare.convergence passed | observed tf2
import tensorflow as tf

tf.random.set_seed(1)
features = tf.random.normal([30, 3])
labels = tf.matmul(features, [[1.0], [2.0], [-1.0]])


def cost(w):
    return tf.reduce_mean(tf.square(tf.matmul(features, w) - labels))


def run(title, lr=0.1, **kwargs):
    w = tf.Variable(tf.zeros([3, 1]))
    sgd = tf.optimizers.SGD(lr, **kwargs)
    print('=====', title, '=====')
    for step in range(1000):
        with tf.GradientTape() as tape:
            loss = cost(w)
        if step < 10:
            print(f'step {step}: loss = {loss.numpy():.6f}')
        if loss < 1e-6:
            print(f'{title} converged after {step} steps')
            break
        grad, = tape.gradient(loss, [w])
        sgd.apply_gradients([(grad, w)])


run('GD')
run('Momentum', momentum=0.7)
run('Nesterov', momentum=0.7, nesterov=True)
