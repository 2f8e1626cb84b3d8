"""One row a quote from pages in a Spark DataFrame.

python examples/spark_quotes.py FOLDER
"""

from __future__ import annotations

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from newsparse.engines import spark


def main() -> None:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers need a Python that has newsparse
    session = SparkSession.builder.master("local[1]").appName("quotes").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    files = session.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", "page.*").load(sys.argv[1])
    pages = files.select(f.col("content").alias("page"), f.col("path"))
    articles = spark.parse(pages, columns=["headline", "language", "quotes"])
    quotes = articles.select("path", "language", f.explode("quotes").alias("quote")).select(
        "path", "language", "quote.speaker", "quote.text"
    )
    quotes.groupBy("language").agg(f.count("*").alias("quotes"), f.count("speaker").alias("with_speaker")).orderBy("language").show(30)
    session.stop()


if __name__ == "__main__":
    main()
