# expect: lab1.method2 failed gradients-not-separate | observed tf1
# 实验一 方法二
import tensorflow as tf

xs = [1.0, 2.0, 3.0, 4.0]
ys = [3.1, 4.9, 7.2, 8.8]


def train_method2():
    w = tf.Variable(0.5)
    b = tf.Variable(0.0)
    loss = tf.reduce_mean(tf.square(w * tf.constant(xs) + b - tf.constant(ys)))
    train = tf.train.GradientDescentOptimizer(0.05).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(400):
            sess.run(train)
        print("loss", sess.run(loss))


if __name__ == "__main__":
    train_method2()
