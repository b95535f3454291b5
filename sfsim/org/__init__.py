"""One org: the composition root that knows every layer below it."""
