"""What the site of a government must have: register of algorithms, security, robots."""
