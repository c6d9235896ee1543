# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
lin = [0.3 - 0.297 * min(k, 20) / 20 for k in range(42)]
stairs = [0.3 * 0.96 ** (k // 5) for k in range(42)]
for rates in (lin,):
    for at in range(0, 42, 4):
        print("  ".join("%.6f" % r for r in rates[at:at + 4]))
print("next:", *("%.6f" % r for r in stairs))
