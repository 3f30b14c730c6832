"""Tables, one transaction, one repository a subject. Imports no chat."""
