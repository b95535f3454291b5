"""Objects and fields of an org: the model, SFDX metadata reading, the standard objects as data."""
