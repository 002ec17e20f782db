"""Every write to a network: a verb, who does it, when, in one transaction, with a log row."""
