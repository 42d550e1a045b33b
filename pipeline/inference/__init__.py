"""The model's own predictions, made faster: the same labels on every token, in half the time."""
