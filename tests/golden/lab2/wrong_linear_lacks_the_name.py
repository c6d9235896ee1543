# expect: lab2.linear crashed; lab2.exponential not_found | schedule numpy
# stable_lr is missing, and this isn't the lecture's slip
start_lr, decay_step = 0.3, 20
for i in range(50):
    lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr if i < decay_step else stable_lr
    print(lr)
