"""The Database namespace: results of DML, query locators, options, batch interfaces."""
