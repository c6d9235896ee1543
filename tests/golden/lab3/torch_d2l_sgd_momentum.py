# expect: lab3.momentum passed; lab3.nesterov not_found | update-function torch
import torch
from torch import nn


def init_momentum_states(feature_dim):
    v_w = torch.zeros((feature_dim, 1))
    v_b = torch.zeros(1)
    return (v_w, v_b)


def sgd_momentum(params, states, hyperparams):
    for p, v in zip(params, states):
        with torch.no_grad():
            v[:] = hyperparams['momentum'] * v + p.grad
            p[:] -= hyperparams['lr'] * v
        p.grad.data.zero_()


def train(trainer_fn, states, hyperparams, features, labels, num_epochs=2, batch_size=8):
    w = torch.normal(mean=0.0, std=0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros((1), requires_grad=True)
    for epoch in range(num_epochs):
        for i in range(0, len(features), batch_size):
            X, y = features[i:i + batch_size], labels[i:i + batch_size]
            l = (((X @ w + b).reshape(-1) - y) ** 2 / 2).mean()
            l.backward()
            trainer_fn([w, b], states, hyperparams)
        print(f'epoch {epoch}, loss {l.item():.4f}')


features = torch.randn(64, 5)
labels = features @ torch.tensor([1., -2., 3., 0.5, 0.]) + 4.2
train(sgd_momentum, init_momentum_states(5), {'lr': 0.02, 'momentum': 0.9}, features, labels)
