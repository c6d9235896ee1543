# expect: think.essay not_found | answer numpy
# lab: think
print("动量 自适应 学习率")
