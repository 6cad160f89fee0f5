"""The simulated learners in the raw forms that real systems write."""
