"""What searching in Dutch stands on: extensions, one configuration, and an index on public texts."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Stems as the language does, and reads é as e, on both sides.
CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION dutch_unaccent (COPY = dutch);
ALTER TEXT SEARCH CONFIGURATION dutch_unaccent
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;
"""
NO_CONFIGURATION = "DROP TEXT SEARCH CONFIGURATION dutch_unaccent;"

# Of the expression that `queries.public_texts` searches by; a public text is kept in one place.
INDEX = """
CREATE INDEX public_text_words ON pipeline_publictext
    USING gin (to_tsvector('dutch_unaccent'::regconfig, COALESCE(text, '')))
    WHERE is_current;
"""
NO_INDEX = "DROP INDEX public_text_words;"


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0002_public_face")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CONFIGURATION, NO_CONFIGURATION),
        migrations.RunSQL(INDEX, NO_INDEX),
    ]
