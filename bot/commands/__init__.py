"""What the commands of the terminal do, each a function of its parsed arguments."""
