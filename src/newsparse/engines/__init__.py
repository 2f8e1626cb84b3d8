"""The kernel on other engines: ``engines.spark`` and ``engines.ray`` hand batches of pages to ``newsparse.arrow.parse_batch``."""
