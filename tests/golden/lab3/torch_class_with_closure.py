# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class torch
import torch
class SGDMomentum:
    def __init__(self, params, lr=0.01, momentum=0.9):
        self.params = [p for p in params]
        self.lr = lr
        self.momentum = momentum
        self.velocities = None
    def step(self, closure):
        loss = closure()
        if self.velocities is None:
            self.velocities = [torch.zeros_like(p) for p in self.params]
        with torch.no_grad():
            for i, p in enumerate(self.params):
                self.velocities[i] = self.momentum * self.velocities[i] - self.lr * p.grad
                p += self.velocities[i]
        return loss
