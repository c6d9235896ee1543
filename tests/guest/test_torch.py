"""PyTorch optimizers, classes and functions, in one process of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guest.test_frameworks import answers, nearest

OPTIMIZER = """
import torch
class Momentum(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))
    @torch.no_grad()
    def step(self, closure=None):
        if closure is not None:
            with torch.enable_grad():
                closure()
        for group in self.param_groups:
            for p in group['params']:
                v = self.state[p].setdefault('v', torch.zeros_like(p))
                v.mul_(group['momentum']).sub_(group['lr'] * p.grad)
                p.add_(v)
"""
DOUBLE = OPTIMIZER.replace("torch.zeros_like(p)", "torch.zeros_like(p)").replace(
    "v.mul_", "assert p.dtype == torch.float64\n                v.mul_"
)
LOOKAHEAD = """
import torch
class Nesterov(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))
    def step(self, closure=None):
        group = self.param_groups[0]
        with torch.no_grad():
            for p in group['params']:
                self.state[p].setdefault('v', torch.zeros_like(p))
                p += group['momentum'] * self.state[p]['v']
        if closure is not None:
            closure()
        with torch.no_grad():
            for p in group['params']:
                v = self.state[p]['v']
                p -= group['momentum'] * v
                v.copy_(group['momentum'] * v - group['lr'] * p.grad)
                p += v
"""
D2L = """
import torch
def init_adam_states(feature_dim):
    return ((torch.zeros((feature_dim, 1)), torch.zeros((feature_dim, 1))), (torch.zeros(1), torch.zeros(1)))
def adam(params, states, hyperparams):
    beta1, beta2, eps = hyperparams['beta1'], hyperparams['beta2'], hyperparams['eps']
    for p, (v, s) in zip(params, states):
        with torch.no_grad():
            v[:] = beta1 * v + (1 - beta1) * p.grad
            s[:] = beta2 * s + (1 - beta2) * torch.square(p.grad)
            v_hat, s_hat = v / (1 - beta1 ** hyperparams['t']), s / (1 - beta2 ** hyperparams['t'])
            p[:] -= hyperparams['lr'] * v_hat / (torch.sqrt(s_hat) + eps)
        p.grad.data.zero_()
    hyperparams['t'] += 1
"""
BACKWARD = """
import torch
def momentum_step(w, b, x, y, vw, vb, lr=0.01, momentum=0.9):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        vw.mul_(momentum).sub_(lr * w.grad)
        vb.mul_(momentum).sub_(lr * b.grad)
        w += vw
        b += vb
        w.grad.zero_()
        b.grad.zero_()
    return loss
"""
MODEL = """
import torch
class Adagrad:
    def __init__(self, model, lr=0.01, eps=1e-7):
        self.model, self.lr, self.eps = model, lr, eps
        self.h = {name: torch.zeros_like(p) for name, p in model.named_parameters()}
    def step(self):
        with torch.no_grad():
            for name, p in self.model.named_parameters():
                self.h[name] += p.grad ** 2
                p -= self.lr * p.grad / (torch.sqrt(self.h[name]) + self.eps)
"""
FUNCTIONAL = """
import torch
from torch.optim.sgd import sgd
class Momentum(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))
        self.buffers = None
    @torch.no_grad()
    def step(self):
        group = self.param_groups[0]
        self.buffers = self.buffers or [None] * len(group['params'])
        sgd(group['params'], [p.grad for p in group['params']], self.buffers, weight_decay=0.0,
            momentum=group['momentum'], lr=group['lr'], dampening=0.0, nesterov=False, maximize=False)
"""
CASES = [
    ("optimizer", "torch", "momentum", OPTIMIZER),
    ("double", "torch", "momentum", DOUBLE),
    ("look-ahead", "torch", "nesterov", LOOKAHEAD),
    ("d2l", "torch", "adam", D2L),
    ("backward", "torch", "momentum", BACKWARD),
    ("model", "torch", "adagrad", MODEL),
    ("functional", "torch", "momentum", FUNCTIONAL),
]


@pytest.fixture(scope="module")
def torch() -> dict[str, Any]:
    """All cases, in one process."""
    return answers(CASES, "torch", "torch._dynamo")


@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_pytorch_code_gives_the_path_of_its_rule(torch: dict[str, Any], name: str) -> None:
    # A look-ahead is seen where the gradient depends on the point.
    for request in ("train",) if name == "look-ahead" else ("open-a", "open-b", "train"):
        assert nearest(torch[name], request) < 1e-4, torch[name]


def test_double_precision_is_used_where_single_fails(torch: dict[str, Any]) -> None:
    assert {each["dtype"] for each in torch["double"]["found"]} == {"float64"}
    assert {each["dtype"] for each in torch["optimizer"]["found"]} == {"float32"}


def test_a_closure_is_asked_where_the_code_looks_ahead(torch: dict[str, Any]) -> None:
    assert all(each["asked"] for each in torch["look-ahead"]["found"])
    assert not any(each["asked"] for each in torch["optimizer"]["found"])


def test_the_library_s_own_functions_are_noticed_when_they_run(torch: dict[str, Any]) -> None:
    assert {each["builtin"] for each in torch["functional"]["found"]} == {"sgd"}
    assert {each["builtin"] for each in torch["optimizer"]["found"]} == {""}
