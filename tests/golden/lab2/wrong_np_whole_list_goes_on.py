# expect: lab2.linear failed decay-not-stopped | schedule numpy
def linear_rates(n_steps, initial_lr=0.3, final_lr=0.003, num_steps=20):
    rates = []
    for t in range(n_steps):
        alpha = t / num_steps
        rates.append((1 - alpha) * initial_lr + alpha * final_lr)
    return rates
