"""What must still happen: a row in the act's own transaction, carried out by a worker after it."""
