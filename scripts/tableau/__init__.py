"""What Tableau opens: Hyper extracts of the exported tables."""
