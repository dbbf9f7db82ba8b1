"""`python -m dashboard`: the same as `timeline serve`."""

import sys

from dashboard.app import serve
from timeline.errors import TimelineError

if __name__ == "__main__":  # a worker process loads this file too
    try:
        serve()
    except TimelineError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
