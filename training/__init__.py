"""Makes the labeller's weights from annotated pages; no part of the installed package."""
