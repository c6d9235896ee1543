# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
start, end = 0.3, 0.003
lr = start
for step in range(60):
    if step % 4 == 0:
        print("after", step, "steps the linear rate is", lr)
    lr = max(lr - (start - end) / 20, end)
lr = start
for step in range(60):
    if step % 4 == 0:
        print("after", step, "steps the exponential rate is", lr)
    if step % 5 == 4:
        lr *= 0.96
