"""The mock Twilio: accounts, messages and their API, on a given clock; knows only the kernel."""
