"""Talk: conversations that belong to whatever owns them."""
