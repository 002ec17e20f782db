"""How positions become an outcome: exact sums in plain Python, without Django and without floats.

Each method is a small frozen class that holds its settings; its `decide` makes an Outcome of who
may decide and what was chosen. No method sees who chose what: only what stands behind each choice,
so none can treat two people differently. The words for an outcome are made in decisions/reasons.py.
"""
