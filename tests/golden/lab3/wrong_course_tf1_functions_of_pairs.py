# expect: lab3.momentum failed ema-momentum; lab3.nesterov failed momentum-and-gradient-both; lab4.adagrad failed missing-root; lab5.rmsprop failed missing-one-minus-decay; lab5.nesterov failed missing-root; lab6.adam failed bias-correction-constant | update-function tf1
import tensorflow as tf


def slot(var):
    return tf.get_variable(var.op.name + "/slot", initializer=tf.zeros(var.shape), trainable=False)


def sgd_momentum(gvs, lr=0.01, momentum=0.9):
    ops = []
    for g, w in gvs:
        with tf.variable_scope("momentum", reuse=tf.AUTO_REUSE):
            v = slot(w)
        v_new = v.assign(momentum * v + (1 - momentum) * g)
        ops.append(w.assign_sub(lr * v_new))
    return ops


def nag(gvs, lr=0.01, momentum=0.9):
    ops = []
    for g, w in gvs:
        with tf.variable_scope("nag", reuse=tf.AUTO_REUSE):
            v = slot(w)
        v_new = v.assign(momentum * v - lr * g)
        ops.append(w.assign_add(v_new - lr * g))
    return ops


def adagrad(gvs, lr=0.01, eps=1e-7):
    ops = []
    for g, w in gvs:
        with tf.variable_scope("adagrad", reuse=tf.AUTO_REUSE):
            r = slot(w)
        r_new = r.assign_add(g * g)
        ops.append(w.assign_sub(lr * g / (r_new + eps)))
    return ops


def rmsprop(gvs, lr=0.001, rho=0.9, eps=1e-6):
    ops = []
    for g, w in gvs:
        with tf.variable_scope("rmsprop", reuse=tf.AUTO_REUSE):
            r = slot(w)
        r_new = r.assign(rho * r + g * g)
        ops.append(w.assign_sub(lr * g / tf.sqrt(r_new + eps)))
    return ops


def rmsprop_nesterov(gvs, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
    ops = []
    for g, w in gvs:
        with tf.variable_scope("rms_nag_r", reuse=tf.AUTO_REUSE):
            r = slot(w)
        with tf.variable_scope("rms_nag_v", reuse=tf.AUTO_REUSE):
            v = slot(w)
        r_new = r.assign(rho * r + (1 - rho) * g * g)
        step = lr * g / (r_new + eps)
        v_new = v.assign(momentum * v - step)
        ops.append(w.assign_add(momentum * v_new - step))
    return ops


def adam(gvs, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    ops = []
    for g, w in gvs:
        with tf.variable_scope("adam_m", reuse=tf.AUTO_REUSE):
            m = slot(w)
        with tf.variable_scope("adam_v", reuse=tf.AUTO_REUSE):
            v = slot(w)
        m_new = m.assign(beta1 * m + (1 - beta1) * g)
        v_new = v.assign(beta2 * v + (1 - beta2) * g * g)
        m_hat = m_new / (1 - beta1)
        v_hat = v_new / (1 - beta2)
        ops.append(w.assign_sub(lr * m_hat / (tf.sqrt(v_hat) + eps)))
    return ops
