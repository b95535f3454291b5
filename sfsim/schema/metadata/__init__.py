"""Reading the metadata files of a project: objects, fields, labels, custom metadata records."""
