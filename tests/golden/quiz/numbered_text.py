# expect: quiz.answers passed | answer numpy
answers = """
1. Mini-Batch
   (32 of 60000)
2. Online learning
3. Full batch: all the images are used
4. stochastic
"""
