"""Asynchronous Apex: queueables, futures, batches, schedules and their AsyncApexJob rows."""
