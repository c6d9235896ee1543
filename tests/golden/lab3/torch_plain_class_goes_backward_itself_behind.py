# expect: lab3.nesterov failed lookahead-sign | plain-class torch
import torch

class NAG:
    def __init__(self, params, lr=0.01, momentum=0.9):
        self.params = list(params)
        self.lr, self.momentum = lr, momentum
        self.v = [torch.zeros_like(p) for p in self.params]

    def step(self, closure):
        with torch.no_grad():
            for p, v in zip(self.params, self.v):
                p.sub_(self.momentum * v)
        for p in self.params:
            p.grad = None
        loss = closure()
        loss.backward()
        with torch.no_grad():
            for p, v in zip(self.params, self.v):
                p.add_(self.momentum * v)
                v.mul_(self.momentum).sub_(self.lr * p.grad)
                p.add_(v)
        return loss

x = torch.linspace(-1, 1, 50).unsqueeze(1)
y = 2 * x + 1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
opt = NAG([w, b], lr=0.05, momentum=0.9)
for i in range(150):
    loss = opt.step(lambda: ((x @ w + b - y) ** 2).mean())
    if i % 30 == 0:
        print(i, loss.item())
