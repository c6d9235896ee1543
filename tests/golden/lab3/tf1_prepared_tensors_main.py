# expect: lab3.momentum passed; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MyMomentum(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name="MyMomentum"):
        super(MyMomentum, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._mom = momentum

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr, name="lr")
        self._mom_t = tf.convert_to_tensor(self._mom, name="momentum")

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "v", self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, "v")
        lr = tf.cast(self._lr_t, var.dtype.base_dtype)
        mom = tf.cast(self._mom_t, var.dtype.base_dtype)
        v_new = v.assign(mom * v - lr * grad)
        return tf.group(var.assign_add(v_new), v_new)

    def _apply_sparse(self, grad, var):
        raise NotImplementedError


def main():
    x = tf.placeholder(tf.float32)
    y = tf.placeholder(tf.float32)
    w = tf.Variable(0.0)
    loss = tf.reduce_mean(tf.square(w * x - y))
    train = MyMomentum(0.05).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(50):
            _, l = sess.run([train, loss], {x: [1.0, 2.0], y: [2.0, 4.0]})
        print(l)


if __name__ == '__main__':
    main()
