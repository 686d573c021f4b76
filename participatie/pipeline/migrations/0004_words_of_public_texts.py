"""The words of a public text are kept beside it: making them for a thousand texts takes a second.

The database makes them from the text itself, so they can never say anything else.
"""

from django.db import migrations

WORDS = """
ALTER TABLE pipeline_publictext ADD COLUMN words tsvector
    GENERATED ALWAYS AS (to_tsvector('dutch_unaccent'::regconfig, text)) STORED;
DROP INDEX public_text_words;
CREATE INDEX public_text_words ON pipeline_publictext USING gin (words) WHERE is_current;
"""
NO_WORDS = """
DROP INDEX public_text_words;
ALTER TABLE pipeline_publictext DROP COLUMN words;
CREATE INDEX public_text_words ON pipeline_publictext
    USING gin (to_tsvector('dutch_unaccent'::regconfig, COALESCE(text, '')))
    WHERE is_current;
"""


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0003_search")]

    operations = [migrations.RunSQL(WORDS, NO_WORDS)]
