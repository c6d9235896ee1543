# expect: lab3.momentum passed; lab3.nesterov passed | plain-class torch
import torch


class Optim:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


class Momentum(Optim):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, lr)
        self.momentum = momentum
        self.v = [torch.zeros_like(p) for p in self.params]

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            self.v[i] = self.momentum * self.v[i] + self.lr * p.grad
            p -= self.v[i]


class Nesterov(Momentum):
    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            self.v[i] = self.momentum * self.v[i] + self.lr * p.grad
            p -= self.momentum * self.v[i] + self.lr * p.grad


if __name__ == "__main__":
    w = torch.zeros(2, requires_grad=True)
    x = torch.tensor([[1., 2.], [3., -1.]])
    y = torch.tensor([1., 2.])
    opt = Momentum([w], lr=0.05)
    for _ in range(30):
        opt.zero_grad()
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        opt.step()
    print(loss)
