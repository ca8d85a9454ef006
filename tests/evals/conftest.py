import sys
from pathlib import Path

# for the modules that tests share, however pytest imports this file
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
