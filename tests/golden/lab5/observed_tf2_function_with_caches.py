# expect: lab5.rmsprop passed | observed tf2
import tensorflow as tf

tf.random.set_seed(3)
X = tf.random.normal([256, 2])
true_w = tf.constant([[2.0], [-3.4]])
Y = tf.matmul(X, true_w) + 4.2

class Linear(tf.Module):
    def __init__(self):
        self.w = tf.Variable(tf.zeros([2, 1]))
        self.b = tf.Variable(tf.zeros([1]))
    def __call__(self, x):
        return x @ self.w + self.b

model = Linear()
cache = [tf.Variable(tf.zeros_like(p)) for p in model.trainable_variables]
rho, eps, lr = 0.9, 1e-6, 0.03

@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x) - y))
    gs = tape.gradient(loss, model.trainable_variables)
    for p, g, r in zip(model.trainable_variables, gs, cache):
        r.assign(rho * r + (1 - rho) * g ** 2)
        p.assign_sub(lr * g / tf.sqrt(r + eps))
    return loss

history = []
for epoch in range(160):
    history.append(float(train_step(X, Y)))
print(history[0], history[-1])
