"""The inbox: what a person was told, how it reaches her, and how she ends it."""
