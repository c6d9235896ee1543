# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | update-function tf1
"""实验三到实验六：不继承 tf.train.Optimizer，每个方法写成一个函数，返回 train_op。"""
import tensorflow as tf


def zeros_like_var(var, name):
    return tf.Variable(tf.zeros(var.shape), trainable=False, name=var.op.name + '_' + name)


def momentum(grads_and_vars, learning_rate=0.01, momentum=0.9):
    ops = []
    for grad, var in grads_and_vars:
        v = zeros_like_var(var, 'v')
        v_t = tf.assign(v, momentum * v - learning_rate * grad)
        ops.append(tf.assign_add(var, v_t))
    return tf.group(*ops)


def nesterov(grads_and_vars, learning_rate=0.01, momentum=0.9):
    ops = []
    for grad, var in grads_and_vars:
        v = zeros_like_var(var, 'nv')
        v_t = tf.assign(v, momentum * v - learning_rate * grad)
        # 变量里存的是 theta + alpha * v
        ops.append(tf.assign_add(var, momentum * v_t - learning_rate * grad))
    return tf.group(*ops)


def adagrad(grads_and_vars, learning_rate=0.01, delta=1e-7):
    ops = []
    for grad, var in grads_and_vars:
        r = zeros_like_var(var, 'r')
        r_t = tf.assign_add(r, tf.square(grad))
        ops.append(tf.assign_sub(var, learning_rate * grad / (delta + tf.sqrt(r_t))))
    return tf.group(*ops)


def rmsprop(grads_and_vars, learning_rate=0.001, rho=0.9, delta=1e-6):
    ops = []
    for grad, var in grads_and_vars:
        r = zeros_like_var(var, 'rms')
        r_t = tf.assign(r, rho * r + (1 - rho) * tf.square(grad))
        ops.append(tf.assign_sub(var, learning_rate * grad / tf.sqrt(delta + r_t)))
    return tf.group(*ops)


def rmsprop_nesterov(grads_and_vars, learning_rate=0.001, rho=0.9, momentum=0.9, delta=1e-6):
    ops = []
    for grad, var in grads_and_vars:
        r = zeros_like_var(var, 'rn_r')
        v = zeros_like_var(var, 'rn_v')
        r_t = tf.assign(r, rho * r + (1 - rho) * tf.square(grad))
        step = learning_rate * grad / tf.sqrt(delta + r_t)
        v_t = tf.assign(v, momentum * v - step)
        ops.append(tf.assign_add(var, momentum * v_t - step))
    return tf.group(*ops)


def adam(grads_and_vars, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = tf.Variable(0.0, trainable=False, name='adam_t')
    t_new = tf.assign_add(t, 1.0)          # 所有变量共用一个 t
    ops = []
    for grad, var in grads_and_vars:
        s = zeros_like_var(var, 's')
        r = zeros_like_var(var, 'adam_r')
        s_t = tf.assign(s, beta1 * s + (1 - beta1) * grad)
        r_t = tf.assign(r, beta2 * r + (1 - beta2) * tf.square(grad))
        s_hat = s_t / (1 - tf.pow(beta1, t_new))
        r_hat = r_t / (1 - tf.pow(beta2, t_new))
        ops.append(tf.assign_sub(var, learning_rate * s_hat / (tf.sqrt(r_hat) + epsilon)))
    return tf.group(*ops)
