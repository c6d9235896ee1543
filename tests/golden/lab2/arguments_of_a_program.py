# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import argparse
import sys


def linear(args, k):
    part = min(k / args.decay_steps, 1)
    return (1 - part) * args.start_lr + part * args.stable_lr


def exponential(k, args):
    return args.start_lr * args.decay_rate ** (k // args.decay_interval)


parser = argparse.ArgumentParser(prog=sys.argv[0])
for name, kind, value in (("start_lr", float, 0.3), ("stable_lr", float, 0.003), ("decay_steps", int, 20),
                          ("decay_rate", float, 0.96), ("decay_interval", int, 5)):
    parser.add_argument("--" + name, type=kind, default=value)
args = parser.parse_args()
assert len(sys.argv) == 1
