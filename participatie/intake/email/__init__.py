"""E-mail in: mailboxes that are read, messages that become contributions."""
