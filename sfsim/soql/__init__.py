"""SOQL and SOSL as languages."""
