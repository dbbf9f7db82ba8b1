"""Parts of the pages: functions from values to Dash components."""
