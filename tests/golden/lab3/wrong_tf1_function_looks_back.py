# expect: lab3.nesterov failed lookahead-sign | update-function tf1
import tensorflow as tf

def nesterov_minimize(loss_func, var_list, lr=0.01, mu=0.9):
    vs = [tf.Variable(tf.zeros(p.shape), trainable=False) for p in var_list]
    interim = [p - mu * v for p, v in zip(var_list, vs)]      # 超前点
    grads = tf.gradients(loss_func(interim), interim)
    updates = []
    for p, v, g in zip(var_list, vs, grads):
        v_new = tf.assign(v, mu * v - lr * g)
        updates.append(tf.assign_add(p, v_new))
    return updates
