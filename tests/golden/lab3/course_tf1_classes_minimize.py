# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | plain-class tf1
import tensorflow as tf


class Base(object):
    """Our own base class: gradients of the loss, then one update for each variable."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def minimize(self, loss, var_list=None):
        if var_list is None:
            var_list = tf.trainable_variables()
        grads = tf.gradients(loss, var_list)
        self.prepare()
        return tf.group(*[self.update(g, v) for g, v in zip(grads, var_list)])

    def prepare(self):
        pass

    def slot(self, var):
        return tf.Variable(tf.zeros(var.shape), trainable=False)


class Momentum(Base):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super(Momentum, self).__init__(learning_rate)
        self.momentum = momentum

    def update(self, g, var):
        v = self.slot(var)
        v_t = v.assign(self.momentum * v + g)
        return var.assign_sub(self.learning_rate * v_t)


class Nesterov(Momentum):
    def update(self, g, var):
        v = self.slot(var)
        v_t = v.assign(self.momentum * v + g)
        return var.assign_sub(self.learning_rate * (g + self.momentum * v_t))


class AdaGrad(Base):
    def __init__(self, learning_rate=0.01, epsilon=1e-7):
        super(AdaGrad, self).__init__(learning_rate)
        self.epsilon = epsilon

    def update(self, g, var):
        r = self.slot(var)
        r_t = r.assign_add(g ** 2)
        return var.assign_sub(self.learning_rate * g * tf.rsqrt(r_t + self.epsilon))


class RMSProp(Base):
    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-6):
        super(RMSProp, self).__init__(learning_rate)
        self.decay = decay
        self.epsilon = epsilon

    def update(self, g, var):
        r = self.slot(var)
        r_t = r.assign(self.decay * r + (1 - self.decay) * g ** 2)
        return var.assign_sub(self.learning_rate * g / (tf.sqrt(r_t) + self.epsilon))


class RMSPropNesterov(RMSProp):
    def __init__(self, learning_rate=0.001, decay=0.9, momentum=0.9, epsilon=1e-6):
        super(RMSPropNesterov, self).__init__(learning_rate, decay, epsilon)
        self.momentum = momentum

    def update(self, g, var):
        r, v = self.slot(var), self.slot(var)
        r_t = r.assign(self.decay * r + (1 - self.decay) * g ** 2)
        step = self.learning_rate * g / (tf.sqrt(r_t) + self.epsilon)
        v_t = v.assign(self.momentum * v - step)
        return var.assign_add(self.momentum * v_t - step)


class Adam(Base):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super(Adam, self).__init__(learning_rate)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon

    def prepare(self):
        self.t = tf.Variable(0.0, trainable=False).assign_add(1.0)

    def update(self, g, var):
        m, v = self.slot(var), self.slot(var)
        m_t = m.assign(self.beta1 * m + (1 - self.beta1) * g)
        v_t = v.assign(self.beta2 * v + (1 - self.beta2) * g ** 2)
        rate = self.learning_rate * tf.sqrt(1 - self.beta2 ** self.t) / (1 - self.beta1 ** self.t)
        return var.assign_sub(rate * m_t / (tf.sqrt(v_t) + self.epsilon))
