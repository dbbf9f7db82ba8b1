"""An event in at most twelve words."""
