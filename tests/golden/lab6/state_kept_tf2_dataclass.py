# expect: lab6.adam passed | gradient-tape tf2
from dataclasses import dataclass, field

import tensorflow as tf


@dataclass
class Slots:
    m: dict = field(default_factory=dict)
    v: dict = field(default_factory=dict)
    t: int = 0


slots = Slots()


def adam_step(params, grads, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    slots.t += 1
    for i, (p, g) in enumerate(zip(params, grads)):
        m = beta1 * slots.m.get(i, tf.zeros_like(p)) + (1 - beta1) * g
        v = beta2 * slots.v.get(i, tf.zeros_like(p)) + (1 - beta2) * tf.square(g)
        slots.m[i], slots.v[i] = m, v
        m_hat = m / (1 - beta1 ** slots.t)
        v_hat = v / (1 - beta2 ** slots.t)
        p.assign_sub(lr * m_hat / (tf.sqrt(v_hat) + eps))


w, b = tf.Variable([[0.0]]), tf.Variable([0.0])
x = tf.constant([[0.0], [1.0], [2.0]])
y = 2 * x + 1
for step in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w + b - y) ** 2)
    adam_step([w, b], tape.gradient(loss, [w, b]), lr=0.05)
print(w.numpy(), b.numpy())
