"""Groups of Discord commands, one file each."""
