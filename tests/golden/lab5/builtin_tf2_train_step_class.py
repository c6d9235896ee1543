# expect: lab5.builtin passed | observed tf2
import tensorflow as tf


class Linear(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable(0.0)
        self.b = tf.Variable(0.0)

    def __call__(self, x):
        return self.w * x + self.b


def train(model, opt, x, y, epochs):
    for epoch in range(epochs):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(x) - y))
        grads = tape.gradient(loss, model.trainable_variables)
        opt.apply_gradients(zip(grads, model.trainable_variables))
    return loss


# 内置 RMSProp
x = tf.random.uniform([100], -1, 1, seed=4)
y = 3 * x + 2
model = Linear()
final = train(model, tf.optimizers.RMSprop(learning_rate=0.02, rho=0.9), x, y, 250)
print('final loss', float(final), 'w', model.w.numpy(), 'b', model.b.numpy())
