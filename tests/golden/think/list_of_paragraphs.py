# expect: think.essay needs_person | answer numpy
思考 = [
    "动量能加快收敛，因为速度是过去梯度的指数加权和。",
    "自适应方法（AdaGrad、RMSProp、Adam）给每个参数单独的学习率。",
]
print("\n".join(思考))
