# expect: lab4.adagrad passed | tf1-optimizer tf1
import tensorflow.compat.v1 as tf

tf.enable_eager_execution()


class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        super().__init__(False, "EagerAdaGrad")
        self.rate, self.small = learning_rate, epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "sum", self._name)

    def _resource_apply_dense(self, grad, var):
        total = self.get_slot(var, "sum")
        total.assign_add(grad**2)
        return var.assign_sub(self.rate * grad / (tf.sqrt(total) + self.small))


weight = tf.Variable([1.0, 2.0])
optimizer = AdaGrad(0.1)
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(weight * weight)
    optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])
