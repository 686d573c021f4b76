"""The pages of the form, in the order in which people meet them."""
