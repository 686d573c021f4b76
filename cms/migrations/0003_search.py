"""Indexes for searching pages and documents; the words they use come with the record."""

from django.db import migrations

INDEXES = """
CREATE INDEX findable_vector ON cms_findable USING gin (vector);
CREATE INDEX known_word_alike ON cms_knownword USING gin (word gin_trgm_ops);
"""
NO_INDEXES = "DROP INDEX findable_vector, known_word_alike;"


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_public_face"), ("pipeline", "0003_search")]

    operations = [migrations.RunSQL(INDEXES, NO_INDEXES)]
