"""What runs beside dbt: simulating, building, exporting and drawing."""
