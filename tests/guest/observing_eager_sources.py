"""TensorFlow 2, Keras and PyTorch scripts that train by themselves, in the styles in which students write them."""

from __future__ import annotations

_TF = """
import numpy as np
import tensorflow as tf
x = np.linspace(0, 1, 10).astype('float32')
y = 3 * x + 1
w = tf.Variable(0.5)
b = tf.Variable(0.0)
"""
KERAS: dict[str, str | list[str]] = {
    "apply_gradients": _TF
    + """
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1, momentum=0.9)
for i in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x + b - y))
    grads = tape.gradient(loss, [w, b])
    optimizer.apply_gradients(zip(grads, [w, b]))
    print('step', i, float(loss))
""",
    "function": _TF
    + """
optimizer = tf.keras.optimizers.Adam(0.1, epsilon=1e-8)
@tf.function(jit_compile=True)
def train_step():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    optimizer.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
    return loss
def train(n):
    for i in range(n):
        print(train_step().numpy())
train(12)
""",
    "schedule": _TF
    + """
rate = tf.keras.optimizers.schedules.ExponentialDecay(0.1, 4, 0.5, staircase=True)
opt = tf.keras.optimizers.SGD(rate)
for i in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    g = tape.gradient(loss, [w, b])
    opt.apply_gradients(zip(g, [w, b]))
""",
    "by_hand": _TF
    + """
learning_rate = 0.1
for i in range(12):
    with tf.GradientTape(persistent=True) as t:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    dw = t.gradient(loss, w)
    db = t.gradient(loss, b)
    w.assign_sub(learning_rate * dw)
    b.assign(b - learning_rate * db)
    print(i, loss.numpy())
w.assign(9.0)
""",
    "by_hand_twice": _TF
    + """
class Momentum:
    def __init__(self, lr, beta):
        self.lr, self.beta, self.v = lr, beta, None
    def update(self, params, grads):
        if self.v is None:
            self.v = [tf.zeros_like(p) for p in params]
        for k, (p, g) in enumerate(zip(params, grads)):
            self.v[k] = self.beta * self.v[k] + g
            p.assign_sub(self.lr * self.v[k])
def train(opt, steps):
    w.assign(0.5)
    b.assign(0.0)
    for i in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((w * x + b - y) ** 2)
        opt.update([w, b], tape.gradient(loss, [w, b]))
        print(float(loss))
train(Momentum(0.1, 0.0), 6)
print('again')
train(Momentum(0.1, 0.9), 7)
""",
    "own": _TF
    + """
class Mine(tf.keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9, name='mine'):
        super().__init__(learning_rate=learning_rate, name=name)
        self.momentum = momentum
    def build(self, variables):
        super().build(variables)
        self.v = [self.add_variable_from_reference(v, name='v') for v in variables]
    def update_step(self, gradient, variable, learning_rate):
        v = self.v[self._get_variable_index(variable)]
        self.assign(v, self.momentum * v + gradient)
        self.assign_sub(variable, learning_rate * v)
opt = Mine(0.1)
for i in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    opt.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
""",
    "scaled": _TF
    + """
opt = tf.keras.optimizers.SGD(0.1)
for i in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    grads = [0.5 * g for g in tape.gradient(loss, [w, b])]
    opt.apply_gradients(zip(grads, [w, b]))
""",
    "fit": """
import numpy as np
import tensorflow as tf
x = np.linspace(0, 1, 10).astype('float32').reshape(-1, 1)
y = 3 * x + 1
model = tf.keras.Sequential([
    tf.keras.Input((1,)),
    tf.keras.layers.Dense(1, kernel_initializer=tf.keras.initializers.Constant(0.5))])
model.compile(optimizer=tf.keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True), loss='mse')
history = model.fit(x, y, batch_size=10, epochs=12, verbose=0)
print(['%.4f' % v for v in history.history['loss']])
print('%.4f' % model.evaluate(x, y, verbose=0), model.predict(x[:2], verbose=0).shape)
""",
    "fit_fails": """
import numpy as np
import tensorflow as tf
model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
model.compile(optimizer='sgd', loss='mse')
model.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)
""",
}
LEGACY: dict[str, str | list[str]] = {
    "keras2": _TF
    + """
optimizer = tf.keras.optimizers.SGD(lr=0.1, momentum=0.9)
for i in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x + b - y))
    grads = tape.gradient(loss, [w, b])
    optimizer.apply_gradients(zip(grads, [w, b]))
"""
}
_TORCH = """
import torch
x = torch.linspace(0, 1, 10)
y = 3 * x + 1
w = torch.tensor(0.5, requires_grad=True)
b = torch.tensor(0.0, requires_grad=True)
"""
TORCH: dict[str, str | list[str]] = {
    "sgd": _TORCH
    + """
optimizer = torch.optim.SGD([w, b], lr=0.1, momentum=0.9)
for i in range(12):
    loss = ((w * x + b - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(i, loss.item())
""",
    "scheduler": _TORCH
    + """
optimizer = torch.optim.SGD([w, b], lr=0.1)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=4, gamma=0.5)
for i in range(12):
    loss = ((w * x + b - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
""",
    "by_hand": _TORCH
    + """
for i in range(12):
    loss = torch.mean((w * x + b - y) ** 2)
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        b -= 0.1 * b.grad
    w.grad.zero_()
    b.grad.zero_()
    print(i, loss.item())
""",
    "not_zeroed": _TORCH
    + """
for i in range(12):
    loss = torch.mean((w * x + b - y) ** 2)
    loss.backward()
    w.data -= 0.1 * w.grad
    b.data -= 0.1 * b.grad
""",
    "autograd": _TORCH
    + """
v = [0.0, 0.0]
for i in range(12):
    loss = torch.mean((w * x + b - y) ** 2)
    grads = torch.autograd.grad(loss, [w, b])
    for k, (p, g) in enumerate(zip([w, b], grads)):
        v[k] = 0.9 * v[k] + g
        p.data.sub_(0.1 * v[k])
""",
    "own": _TORCH
    + """
class Mine(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))
    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group['params']:
                v = self.state[p].setdefault('v', torch.zeros_like(p))
                v.mul_(group['momentum']).add_(p.grad)
                p.sub_(group['lr'] * v)
opt = Mine([w, b], lr=0.1)
for i in range(12):
    loss = torch.mean((w * x + b - y) ** 2)
    opt.zero_grad()
    loss.backward()
    opt.step()
""",
    "hidden": _TORCH
    + """
class Mine(getattr(torch.optim, 'Ad' + 'am')):
    def step(self, closure=None):
        return super().step(closure)
opt = Mine([w, b], lr=0.1)
for i in range(12):
    opt.zero_grad()
    torch.mean((w * x + b - y) ** 2).backward()
    opt.step()
""",
    "closure": _TORCH
    + """
opt = torch.optim.SGD([w, b], lr=0.1)
def closure():
    opt.zero_grad()
    loss = torch.mean((w * x + b - y) ** 2)
    loss.backward()
    return loss
for i in range(12):
    opt.step(closure)
""",
    "after_a_stub": _TORCH
    + """
class Momentum(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001):
        super().__init__(params, dict(lr=lr))
    def step(self, closure=None):
        raise NotImplementedError('write the momentum update')
mine = Momentum([w, b], lr=0.1)
try:
    (w * x + b - y).pow(2).mean().backward()
    mine.step()
except NotImplementedError as todo:
    print(todo)
opt = torch.optim.SGD([w, b], lr=0.1)
for i in range(12):
    loss = torch.mean((w * x + b - y) ** 2)
    opt.zero_grad()
    loss.backward()
    opt.step()
""",
    "model": """
import torch
torch.manual_seed(0)
x = torch.linspace(0, 1, 10).reshape(-1, 1)
y = 3 * x + 1
model = torch.nn.Linear(1, 1)
print(model.weight.item(), model.bias.item())
opt = torch.optim.Adam(model.parameters(), lr=0.1)
for i in range(12):
    opt.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    opt.step()
print(torch.rand(2))
""",
    "long": _TORCH
    + """
opt = torch.optim.SGD([w, b], lr=0.1)
for i in range(600):
    loss = torch.mean((w * x + b - y) ** 2)
    opt.zero_grad()
    loss.backward()
    opt.step()
print(w.item(), b.item())
""",
}
