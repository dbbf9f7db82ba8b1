"""When an event was: phrases, prepositions, connectives, narrative."""
