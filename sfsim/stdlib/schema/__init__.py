"""The Schema namespace: describe results over the org's schema, and the schema's tokens."""
