"""`python -m dashboard`: the same as `timeline serve`."""

import sys

from dashboard.app import serve
from timeline.errors import TimelineError

try:
    serve()
except TimelineError as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(2)
