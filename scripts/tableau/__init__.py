"""What Tableau opens: extracts, data sources and the workbook, and how they are published."""
