import sys
from pathlib import Path

# for the modules that tests share, however pytest imports this file
sys.path.insert(0, str(Path(__file__).parent))
