"""Timeline: finds the time phrases and events of a news article and puts them in order."""
