"""Reading and writing tables: CSV, XLSX and ODS. Nothing here knows what is in them."""
