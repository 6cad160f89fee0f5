"""What developers of this project run, and nobody who uses it."""
