"""The Metadata namespace: deploying metadata from Apex."""
