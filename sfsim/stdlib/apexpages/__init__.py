"""The ApexPages namespace: controllers and messages of Visualforce pages."""
