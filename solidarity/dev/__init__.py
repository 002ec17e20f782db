"""Development only: the servers and the supervisor of `make run`, the mailbox, the components."""
