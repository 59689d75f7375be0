"""The benchmark, run by hand: `.venv/bin/python bench/run.py [--rows 1000000]`; results go to `bench/README.md`.

Starts the embedded services (or takes DATABASE_URL and REDIS_URL) and measures in a database of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from focusgroup.embedded import ensure_secret_key, services  # noqa: E402

if __name__ == "__main__":
    ensure_secret_key()
    with services():
        os.environ["PYTHONPATH"] = str(HERE.parent)
        os.environ["DJANGO_SETTINGS_MODULE"] = "focusgroup.settings"
        sys.exit(subprocess.call([sys.executable, "-m", "bench.measuring", *sys.argv[1:]]))
