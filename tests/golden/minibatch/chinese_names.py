# expect: minibatch.sampler passed | sampler numpy
# minibatch
import numpy as np
def 小批量(输入, 标签, 批大小):
    顺序 = np.random.permutation(len(输入))
    for i in range(0, len(输入), 批大小):
        yield 输入[顺序[i:i+批大小]], 标签[顺序[i:i+批大小]]
