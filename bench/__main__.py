import sys
from bench.place import city
from bench.sizes import SIZES
with city(SIZES[sys.argv[1]]) as c:
    print(c.url())
