"""Makes a page, HTML or text, into one flat stream of blocks."""
