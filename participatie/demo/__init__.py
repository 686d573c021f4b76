"""The demo province of Woldermark: invented, believable, and made by calling the real acts.

`content/` holds what people say; the modules here say it, through the same doors and acts as in
the product, on the days on which it would have been said.
"""
