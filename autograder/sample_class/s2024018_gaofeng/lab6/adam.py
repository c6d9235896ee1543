# expect: lab6.adam crashed | plain-class numpy
# 借同学的看一下
source = open('../../s2024001_lihua/lab6/adam.py', encoding='utf-8').read()
exec(source.split('if __name__')[0])
