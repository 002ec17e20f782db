"""What every app stands on: refusing, time, secrets, limits. No tables but its own counters."""
