"""Which events belong on a timeline."""
