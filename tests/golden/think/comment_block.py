# expect: think.essay needs_person | answer numpy
# think.essay
# 动量：把以前的梯度累积起来，山谷里左右来回的分量互相抵消，沿着谷底的分量越来越大。
# 自适应学习率：不同参数用不同的步长，稀疏特征的参数也能学到东西。
# 代价是多了超参数，还要多存一份和参数一样大的数组。
