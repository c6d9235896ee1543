# expect: lab5.rmsprop failed state-not-kept; lab5.nesterov not_found | update-function tf1
import tensorflow as tf

def rmsprop_train_op(loss, learning_rate=0.001, rho=0.9, eps=1e-6):
    train_ops = []
    for var in tf.trainable_variables():
        g = tf.gradients(loss, var)[0]
        r = tf.Variable(tf.zeros(var.shape), trainable=False)
        r_new = rho * r + (1 - rho) * tf.square(g)
        train_ops.append(var.assign(var - learning_rate * g / tf.sqrt(r_new + eps)))
    return tf.group(*train_ops)
