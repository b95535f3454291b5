"""Governor limits: the table, the meters of one transaction, and what library work costs."""
