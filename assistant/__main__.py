"""`python -m assistant` is the same as `noticing`."""

import sys

from assistant.cli import main

sys.exit(main())
