# expect: lab6.adam passed | gradient-tape tf2
# TF2, own Adam as tf.Module, trains a small multi-feature regression
import numpy as np
import tensorflow as tf

tf.random.set_seed(11)
X = tf.random.normal((64, 3))
true_w = tf.constant([[1.5], [-2.0], [0.7]])
Y = X @ true_w + 0.4


class MyAdam(tf.Module):
    def __init__(self, variables, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__()
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.t = tf.Variable(0.0, trainable=False)
        self.vars = list(variables)
        self.m = [tf.Variable(tf.zeros_like(v), trainable=False) for v in self.vars]
        self.v = [tf.Variable(tf.zeros_like(v), trainable=False) for v in self.vars]

    def apply(self, grads):
        self.t.assign_add(1.0)
        c1 = 1.0 - tf.pow(self.b1, self.t)
        c2 = 1.0 - tf.pow(self.b2, self.t)
        for var, g, m, v in zip(self.vars, grads, self.m, self.v):
            m.assign(self.b1 * m + (1 - self.b1) * g)
            v.assign(self.b2 * v + (1 - self.b2) * tf.square(g))
            var.assign_sub(self.lr * (m / c1) / (tf.sqrt(v / c2) + self.eps))


W = tf.Variable(tf.zeros((3, 1)))
b = tf.Variable(0.0)
opt = MyAdam([W, b], lr=0.05)


@tf.function
def train_one():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(X @ W + b - Y))
    opt.apply(tape.gradient(loss, [W, b]))
    return loss


for epoch in range(150):
    l = train_one()
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", float(l))
print(W.numpy().ravel(), b.numpy())
