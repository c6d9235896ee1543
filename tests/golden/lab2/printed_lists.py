# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np
start_lr = 0.3
print('指数衰减:', [0.3*0.96**(i//5) for i in range(50)])
def f():
    k = np.arange(50)
    print(np.where(k < 20, (1 - k / 20) * start_lr + k / 20 * 0.003, 0.003))
f()
