"""TF1 scripts that train by themselves, in the styles in which students write them."""

from __future__ import annotations

_DATA = """
import numpy as np
import tensorflow as tf
x_data = np.linspace(0, 1, 10).astype(np.float32).reshape(-1, 1)
y_data = 3 * x_data + 1
x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable([[0.5]], name='weight')
b = tf.Variable(0.0, name='bias')
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
feed = {x: x_data, y: y_data}
"""
_LOOP = """
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        loss_res, _ = sess.run([loss, train_op], feed_dict=feed)
        print('step %d: %f' % (i, loss_res))
"""
_OWN_MOMENTUM = """
class MomentumOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='CusMom'):
        super(MomentumOpt, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._momentum = momentum
    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._mom_t = tf.convert_to_tensor(self._momentum)
    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'v', self._name)
    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(v * self._mom_t - grad * self._lr_t)
        return var.assign_add(v_t)
"""
SOURCES: dict[str, str | list[str]] = {
    "minimize": _DATA + "train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)\n" + _LOOP,
    "apply_gradients": _DATA
    + """
opt = tf.train.MomentumOptimizer(0.1, 0.9)
grads_and_vars = opt.compute_gradients(loss, [w, b])
train_op = opt.apply_gradients(grads_and_vars)
"""
    + _LOOP,
    "assign_sub": _DATA
    + """
learning_rate = 0.1
cus_opt = tf.train.Optimizer(use_locking=False, name='CustomOptimizer')
grads_and_vars = cus_opt.compute_gradients(loss, [w, b])
train_op = [gv[1].assign_sub(gv[0] * learning_rate) for gv in grads_and_vars]
"""
    + _LOOP,
    "tf_gradients": _DATA
    + """
grad_w, grad_b = tf.gradients(loss, [w, b])
lr = tf.placeholder(tf.float32)
new_w = tf.assign(w, w - lr * grad_w)
with tf.control_dependencies([new_w]):
    train_op = b.assign_add(-lr * grad_b)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(12):
    feed[lr] = 0.1 / (i + 1)
    _, now = sess.run((train_op, loss), feed)
""",
    "own_class": _DATA + _OWN_MOMENTUM + "train_op = MomentumOpt(0.1, 0.9).minimize(loss)\n" + _LOOP,
    "own_apply": _DATA
    + """
class MyGD(tf.train.Optimizer):
    def __init__(self, lr):
        super().__init__(False, 'MyGD')
        self.lr = lr
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return tf.group(*[v.assign_sub(self.lr * g) for g, v in grads_and_vars])
opt = MyGD(0.1)
train_op = opt.apply_gradients(zip(tf.gradients(loss, [w, b]), [w, b]))
"""
    + _LOOP,
    "schedule": _DATA
    + """
global_step = tf.Variable(0, trainable=False)
learning_rate = tf.train.exponential_decay(0.1, global_step, decay_steps=4, decay_rate=0.5, staircase=True)
opt = tf.train.GradientDescentOptimizer(learning_rate)
train_op = opt.apply_gradients(opt.compute_gradients(loss), global_step=global_step)
"""
    + _LOOP,
    "three_in_turn": _DATA
    + """
def train(name, opt, n):
    train_op = opt.minimize(loss)
    print(name)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(n):
            l, _ = sess.run([loss, train_op], feed)
            print('%s step %d: %.6f' % (name, i, l))
train('GD', tf.train.GradientDescentOptimizer(0.1), 5)
train('momentum', tf.train.MomentumOptimizer(0.1, 0.9), 6)
train('nesterov', tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True), 7)
print('done')
""",
    "same_session": _DATA
    + """
gd = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
adam = tf.train.AdamOptimizer(0.1).minimize(loss)
sess = tf.InteractiveSession()
for op, n in ((gd, 5), (adam, 8)):
    tf.global_variables_initializer().run()
    print('start', loss.eval(feed))
    for i in range(n):
        op.run(feed)
        print(i, loss.eval(feed))
""",
    "side_by_side": """
import numpy as np
import tensorflow as tf
x = np.linspace(0, 1, 10).astype(np.float32)
y = 3 * x + 1
losses, ops = [], []
for opt in (tf.train.GradientDescentOptimizer(0.1), tf.train.MomentumOptimizer(0.1, 0.9)):
    w = tf.Variable(0.5)
    b = tf.Variable(0.0)
    l = tf.reduce_mean((w * x + b - y) ** 2)
    losses.append(l)
    ops.append(opt.minimize(l, var_list=[w, b]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        r = sess.run(losses)
        sess.run(ops)
        print(i, r)
""",
    "one_by_one": _DATA
    + """
gw, gb = tf.gradients(loss, [w, b])
step_w = tf.assign(w, w - 0.1 * gw)
step_b = tf.assign(b, b - 0.1 * gb)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        sess.run(step_w, feed)
        sess.run(step_b, feed)
""",
    "numpy_between": _DATA
    + """
grads = tf.gradients(loss, [w, b])
new_w, new_b = tf.placeholder(tf.float32, [1, 1]), tf.placeholder(tf.float32, [])
setting = [tf.assign(w, new_w), tf.assign(b, new_b)]
vw = vb = 0
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        (gw, gb), l, w0, b0 = sess.run([grads, loss, w, b], feed)
        vw = 0.9 * vw + gw
        vb = 0.9 * vb + gb
        sess.run(setting, {new_w: w0 - 0.1 * vw, new_b: b0 - 0.1 * vb})
""",
    "by_hand": _DATA
    + """
error = tf.matmul(x, w) + b - y
dw = 2 * tf.reduce_mean(error * x, axis=0, keepdims=True)
db = 2 * tf.reduce_mean(error)
train_op = tf.group(w.assign_sub(0.1 * dw), b.assign_sub(0.1 * db))
"""
    + _LOOP,
    "by_hand_half": """
import numpy as np
import tensorflow as tf
xs = np.linspace(0, 1, 10)
ys = 3 * xs + 1
X, Y = tf.placeholder(tf.float32), tf.placeholder(tf.float32)
w, b = tf.Variable(0.5), tf.Variable(0.0)
e = w * X + b - Y
cost = tf.reduce_sum(e * e) / (2 * 10) + 0.05 * w * w
ops = [w.assign_sub(0.1 * (tf.reduce_mean(e * X) + 0.1 * w)), b.assign_sub(0.1 * tf.reduce_mean(e))]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        sess.run(ops, {X: xs, Y: ys})
        print(i)
""",
    "scaled": _DATA
    + """
opt = tf.train.GradientDescentOptimizer(0.1)
gv = [(g * 0.5, v) for g, v in opt.compute_gradients(loss, [w, b])]
train_op = opt.apply_gradients(gv)
"""
    + _LOOP,
    "random_graph": """
import tensorflow as tf
tf.set_random_seed(1)
x = tf.random_normal([8])
w = tf.Variable(0.0)
loss = tf.reduce_mean((w * x - 2 * x) ** 2)
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        l, _ = sess.run([loss, train_op])
        print(i, l)
    print(sess.run(tf.random_normal([2], seed=3)))
""",
    "iterator": """
import numpy as np
import tensorflow as tf
x = np.arange(20, dtype=np.float32) / 20
data = tf.data.Dataset.from_tensor_slices((x, 3 * x + 1)).batch(5)
bx, by = tf.compat.v1.data.make_one_shot_iterator(data).get_next()
w, b = tf.Variable(0.5), tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * bx + b - by))
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    try:
        while True:
            print(sess.run([train_op, loss])[1])
    except tf.errors.OutOfRangeError:
        print('end')
""",
    "minibatch": _DATA
    + """
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
np.random.seed(3)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        order = np.random.permutation(10)
        for k in range(0, 10, 4):
            rows = order[k:k + 4]
            sess.run(train_op, {x: x_data[rows], y: y_data[rows]})
            print(rows)
        print('epoch', epoch, sess.run(loss, feed))
""",
    "built_in_loop": _DATA
    + """
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        gw, gb = tf.gradients(loss, [w, b])
        sess.run([tf.assign_sub(w, 0.1 * gw), tf.assign_sub(b, 0.1 * gb)], feed)
""",
    "monitored": _DATA
    + """
step = tf.train.get_or_create_global_step()
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
with tf.train.MonitoredSession() as sess:
    for i in range(12):
        _, l = sess.run([train_op, loss], feed)
        print(l)
""",
    "callable": _DATA
    + """
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
xs, ys = tf.constant(x_data), tf.constant(y_data)
fixed = tf.reduce_mean(tf.square(tf.matmul(xs, w) + b - ys))
op = tf.train.GradientDescentOptimizer(0.1).minimize(fixed)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    step = sess.make_callable(op)
    for i in range(12):
        step()
    other = sess.make_callable(train_op, feed_list=[x, y])
    other(x_data, y_data)
""",
    "crash": _DATA
    + """
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        if i == 5:
            feed = {x: x_data}
        sess.run(train_op, feed)
""",
    "hidden": _DATA
    + """
class Mine(getattr(tf.train, 'Ada' + 'mOptimizer')):
    pass
train_op = Mine(0.1).minimize(loss)
"""
    + _LOOP,
    "kernel": _DATA
    + """
from tensorflow.python.ops import gen_training_ops as k
grads = tf.gradients(loss, [w, b])
train_op = [k.apply_gradient_descent(v._ref(), 0.1, g) for g, v in zip(grads, [w, b])]
"""
    + _LOOP,
    "long": _DATA
    + """
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(600):
        sess.run(train_op, feed)
    print('w', sess.run(w), sess.run(loss, feed))
""",
    "large": """
import numpy as np
import tensorflow as tf
x = tf.constant(np.eye(100, dtype=np.float32))
w = tf.get_variable('w', [100, 1], initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1))
train_op = tf.train.AdamOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        print(sess.run([loss, train_op])[0])
""",
    "resource": """
import numpy as np
import tensorflow as tf
tf.enable_resource_variables()
x = np.linspace(0, 1, 10).astype(np.float32)
w, b = tf.Variable(0.5), tf.Variable(0.0)
loss = tf.reduce_mean((w * x + b - 3 * x - 1) ** 2)
opt = tf.train.RMSPropOptimizer(0.1, decay=0.9, momentum=0.5, epsilon=1e-6)
train_op = opt.minimize(loss)
gw, gb = tf.gradients(loss, [w, b])
own = [w.assign_sub(0.1 * gw), b.assign_sub(0.1 * gb)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        sess.run(train_op)
    w.load(0.5, sess)
    b.load(0.0, sess)
    for i in range(7):
        sess.run(own)
""",
    "ahead": _DATA
    + """
params = [w, b]
velocity = [tf.Variable(tf.zeros(p.shape), trainable=False) for p in params]
look = [p.assign_add(0.9 * v) for p, v in zip(params, velocity)]
grads = tf.gradients(loss, params)
new_v = [v.assign(0.9 * v - 0.1 * g) for v, g in zip(velocity, grads)]
with tf.control_dependencies(new_v):
    update = [p.assign_sub(0.1 * g) for p, g in zip(params, grads)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(12):
        sess.run(look)
        sess.run(update, feed)
""",
}
EAGER: dict[str, str | list[str]] = {
    "eager": """
import numpy as np
import tensorflow as tf
tf.enable_eager_execution()
tf.enable_resource_variables()
x = np.linspace(0, 1, 10).astype(np.float32)
w, b = tf.Variable(0.5), tf.Variable(0.0)
opt = tf.train.MomentumOptimizer(0.1, 0.9)
for i in range(12):
    opt.minimize(lambda: tf.reduce_mean((w * x + b - 3 * x - 1) ** 2))
""",
}
