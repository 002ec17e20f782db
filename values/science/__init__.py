"""The science of values: sums in plain Python and numpy, without Django."""
