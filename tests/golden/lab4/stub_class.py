# expect: lab4.adagrad not_started | plain-class numpy
class AdaGrad:
    """AdaGrad，待完成"""

    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.epsilon = epsilon

    def update(self, params, grads):
        ...
