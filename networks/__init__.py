"""Bodies: directory, membership, affiliations, log. Members are people or networks."""
