"""The one command for working on Drafter: `python3 dev.py` lists what it can do.

This file holds the check of the Python version and nothing else, in words that every Python can
read, so that an old one says that it is old instead of stumbling over syntax. The rest is in
tools/dev/.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Drafter needs Python 3.11 or newer and this is Python %d.%d; start dev.py with a newer "
        "one, for example: python3.11 dev.py setup" % sys.version_info[:2]
    )

from tools.dev.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
