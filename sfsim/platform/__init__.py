"""The services of one transaction and of one org: limits, DML, triggers, callouts, jobs."""
