"""What reaches people: notices, and the mails that carry them."""
