# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
# 用闭包实现
START = 0.3
def linear_factory(start=START, stable=START * 0.01, steps=20):
    def f(k):
        return stable if k >= steps else start - k * (start - stable) / steps
    return f

def exponential_factory(start=START, rate=0.96, every=5):
    state = {"lr": start}
    def f(k):
        if k > 0 and k % every == 0:
            state["lr"] *= rate
        return state["lr"]
    return f
