# expect: lab3.momentum failed state-shared | plain-class numpy
class Momentum:
    """SGD with momentum"""
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.state = {"velocity": 0.0}

    def update(self, params, grads):
        for key in params:
            self.state["velocity"] = self.momentum * self.state["velocity"] + self.learning_rate * grads[key]
            params[key] -= self.state["velocity"]
