# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
class SGDMomentum:
    """mode: 'momentum' 或 'nesterov'"""

    def __init__(self, lr=0.001, momentum=0.9, mode='momentum'):
        self.lr, self.momentum, self.mode = lr, momentum, mode
        self.v = 0

    def step(self, w, grad_fn):
        if self.mode == 'nesterov':
            g = grad_fn(w + self.momentum * self.v)
        elif self.mode == 'momentum':
            g = grad_fn(w)
        else:
            raise ValueError(self.mode)
        self.v = self.momentum * self.v - self.lr * g
        return w + self.v
