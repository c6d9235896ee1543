# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
class ParamManager:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0

    def update(self, w, grad):
        self.v = self.momentum * self.v - self.lr * grad
        return w + self.v
