# expect: lab6.adam failed bias-correction-constant | observed tf2
# t is counted outside, but a python number that a tf.function reads is read once
import tensorflow as tf

X = tf.random.stateless_normal([64, 2], [1, 1])
Y = X @ tf.constant([[1.5], [-0.5]]) + 2.0


class Trainer:
    def __init__(self):
        self.w = tf.Variable(tf.zeros([2, 1]))
        self.b = tf.Variable(tf.zeros([1]))
        self.params = [self.w, self.b]
        self.ms = [tf.Variable(tf.zeros_like(p)) for p in self.params]
        self.vs = [tf.Variable(tf.zeros_like(p)) for p in self.params]
        self.t = 0

    @tf.function
    def train_step(self):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((X @ self.w + self.b - Y) ** 2)
        grads = tape.gradient(loss, self.params)
        for p, g, m, v in zip(self.params, grads, self.ms, self.vs):
            m.assign(0.9 * m + 0.1 * g)
            v.assign(0.999 * v + 0.001 * g * g)
            p.assign_sub(0.05 * (m / (1 - 0.9 ** self.t)) / (tf.sqrt(v / (1 - 0.999 ** self.t)) + 1e-8))
        return loss


trainer = Trainer()
for i in range(250):
    trainer.t += 1
    loss = trainer.train_step()
    if i % 50 == 0:
        print(i, float(loss))
