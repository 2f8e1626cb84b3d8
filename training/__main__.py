"""``python -m training``: see ``training.run``."""

from training.run import main

main()
