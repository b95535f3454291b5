"""Time, order, chance, faults and traces: the simulation kernel; knows nothing of Salesforce."""
