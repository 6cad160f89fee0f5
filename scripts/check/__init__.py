"""What a file of actions holds, before it is built."""
