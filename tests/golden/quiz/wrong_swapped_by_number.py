# expect: quiz.answers failed | answer numpy
answers = """
第一题：批量
第二题：在线
第三题：小批量
第四题：随机
"""
