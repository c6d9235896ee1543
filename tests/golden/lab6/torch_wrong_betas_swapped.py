# expect: lab6.adam failed betas-swapped | torch-optimizer torch
import torch
class AdamOptimizer(torch.optim.Optimizer):
    def __init__(self, parameters, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        super().__init__(parameters, {})
        self.learning_rate, self.beta_1, self.beta_2, self.epsilon = learning_rate, beta_1, beta_2, epsilon
        self.n = 0
    @torch.no_grad()
    def step(self):
        self.n += 1
        for group in self.param_groups:
            for p in group['params']:
                st = self.state[p]
                m = st.get('m', torch.zeros_like(p)); v = st.get('v', torch.zeros_like(p))
                m = self.beta_2 * m + (1 - self.beta_2) * p.grad
                v = self.beta_1 * v + (1 - self.beta_1) * p.grad.square()
                st['m'], st['v'] = m, v
                p -= self.learning_rate * (m / (1 - self.beta_2 ** self.n)) / ((v / (1 - self.beta_1 ** self.n)).sqrt() + self.epsilon)
