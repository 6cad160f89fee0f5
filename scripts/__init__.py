"""What runs beside dbt: fetching, checking, exporting and drawing."""
