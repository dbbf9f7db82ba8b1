"""Articles and their timelines in a database: SQLite in the user's data folder, or what TIMELINE_DATABASE_URL names."""

from timeline.store.collection import Collection
from timeline.store.rows import Summary
from timeline.store.samples import Sample, fill_samples, sample_articles
from timeline.store.store import Store, default_url

__all__ = ["Collection", "Sample", "Store", "Summary", "default_url", "fill_samples", "sample_articles"]
