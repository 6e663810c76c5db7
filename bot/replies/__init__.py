"""An Answer becomes what a person sees: pure functions."""
