# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf
class LinearModel(tf.Module):
    def __init__(self):
        self.w = tf.Variable(tf.zeros([1, 1]), name='w')
        self.b = tf.Variable(tf.zeros([1]), name='b')
    def __call__(self, x):
        return tf.matmul(x, self.w) + self.b
class MomentumOptimizer(tf.Module):
    def __init__(self, lr, momentum):
        self.lr = tf.Variable(lr, trainable=False)
        self.momentum = momentum
        self.slots = []
    def train_step(self, model, x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x) - y) ** 2)
        grads = tape.gradient(loss, model.trainable_variables)
        self.apply(grads, model.trainable_variables)
        return loss
    def apply(self, grads, variables):
        if len(self.slots) == 0:
            self.slots = [tf.Variable(tf.zeros_like(v), trainable=False) for v in variables]
        for s, g, v in zip(self.slots, grads, variables):
            s.assign(self.momentum * s - self.lr * g)
            v.assign_add(s)
model = LinearModel(); opt = MomentumOptimizer(0.01, 0.9)
x = tf.random.normal([10, 1]); y = 3 * x + 1
for _ in range(5):
    print(opt.train_step(model, x, y).numpy())
