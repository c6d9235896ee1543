# expect: lab3.nesterov failed state-shared | plain-class numpy
class NesterovOptimizer:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr = lr
        self.mu = momentum
        self.v = 0
    def update(self, params, grads):
        for k in params:
            old = self.v
            self.v = self.mu * old - self.lr * grads[k]
            params[k] = params[k] - self.mu * old + (1 + self.mu) * self.v
        return params
