# expect: lab4.adagrad failed missing-root | observed tf1
import tensorflow.compat.v1 as tf
import numpy as np
tf.disable_eager_execution()

"""AdaGrad, written into the graph by hand"""
data = np.random.RandomState(11).uniform(-1, 1, (64, 1))
target = 2 * data + 0.7

features = tf.placeholder(tf.float64, [None, 1])
labels = tf.placeholder(tf.float64, [None, 1])
weights = tf.Variable(np.zeros((1, 1)))
bias = tf.Variable(np.zeros(1))
error = tf.reduce_mean((features @ weights + bias - labels) ** 2)
gradients = tf.gradients(error, [weights, bias])
accumulators = [tf.Variable(np.zeros((1, 1)), trainable=False), tf.Variable(np.zeros(1), trainable=False)]
steps = []
for parameter, gradient, accumulator in zip([weights, bias], gradients, accumulators):
    grown = accumulator.assign_add(gradient**2)
    steps.append(parameter.assign_sub(0.2 * gradient / (grown + 1e-7)))
adagrad = tf.group(*steps)

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(100):
        session.run(adagrad, {features: data, labels: target})
    print(session.run(error, {features: data, labels: target}))
