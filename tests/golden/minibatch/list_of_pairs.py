# expect: minibatch.sampler passed | sampler numpy
import random


def make_mini_batches(training_data, mini_batch_size):
    """training_data is a list of (x, y)."""
    random.shuffle(training_data)
    n = len(training_data)
    return [training_data[k:k + mini_batch_size] for k in range(0, n, mini_batch_size)]
