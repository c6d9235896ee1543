# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf
# 训练一步：前向、求梯度、动量更新
velocities = []
def train_step_momentum(model, x, y, lr=0.01, momentum=0.9):
    with tf.GradientTape() as tape:
        pred = model(x)
        loss = tf.reduce_mean(tf.square(pred - y))
    grads = tape.gradient(loss, model.trainable_variables)
    if not velocities:
        for var in model.trainable_variables:
            velocities.append(tf.Variable(tf.zeros_like(var)))
    for var, v, g in zip(model.trainable_variables, velocities, grads):
        v.assign(momentum * v - lr * g)
        var.assign_add(v)
    return loss
