"""What changed between two builds, table by table."""
