# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
def linear(start=0.3, end=0.003, tau=20, steps=50):
    """线性衰减生成器"""
    for k in range(steps):
        if k >= tau:
            yield end
        else:
            yield start + (end - start) * k / tau

def exponential(start=0.3, d=0.96, n=5, steps=50):
    lr = start
    for k in range(steps):
        if k and k % n == 0:
            lr *= d
        yield lr

if __name__ == '__main__':
    print(list(linear()))
    print(list(exponential()))
