"""What admins fill in at the desk."""
