"""The pages: functions from values to layouts."""
