"""How much an event belongs on a timeline."""
