"""The dashboard: pages and REST API over the extractor. It shows and asks; it never computes time."""
