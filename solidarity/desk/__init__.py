"""What spans all apps: home, help, the admins' desk, the demo."""
