"""Public data sets, from their publishers to the data folder."""
