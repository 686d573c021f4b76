"""News of the consultations: on the site, by mail, in feeds, in calendars, on Mastodon."""
