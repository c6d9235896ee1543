# expect: lab3.momentum passed; lab3.nesterov not_found | update-function torch
import torch
def train_momentum(model, criterion, x, y, velocity, lr=0.01, momentum=0.9):
    model.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    with torch.no_grad():
        for name, p in model.named_parameters():
            if name not in velocity:
                velocity[name] = torch.zeros_like(p)
            velocity[name] = momentum * velocity[name] - lr * p.grad
            p.add_(velocity[name])
    return loss.item()
