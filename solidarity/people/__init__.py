"""Who: a person's account, what she says of herself, and who may see it."""
