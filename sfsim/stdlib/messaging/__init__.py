"""The Messaging namespace: email and notifications."""
