# expect: lab5.rmsprop passed; lab5.nesterov not_found | observed numpy
# -*- coding: utf-8 -*-
"""实验五 RMSProp    学号 2021xxxx"""
import argparse
import numpy as np


def parse_args():
    parser = argparse.ArgumentParser(description="RMSProp 线性回归")
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--rho", type=float, default=0.9)
    parser.add_argument("--epochs", type=int, default=400)
    return parser.parse_args()


def main():
    args = parse_args()
    rng = np.random.RandomState(1)
    X = np.c_[np.ones(80), rng.rand(80)]
    y = X.dot([1.0, 2.0])
    w = np.zeros(2)
    r = np.zeros(2)
    for epoch in range(args.epochs):
        error = np.einsum("ij,j->i", X, w) - y
        grad = 2 * np.einsum("ij,i->j", X, error) / len(y)
        r = args.rho * r + (1 - args.rho) * grad ** 2
        w = w - args.lr * grad / (np.sqrt(r) + 1e-6)
        if epoch % 50 == 0:
            print("第%d轮 损失=%.6f" % (epoch, np.mean(error ** 2)))
    print(w)


if __name__ == "__main__":
    main()
