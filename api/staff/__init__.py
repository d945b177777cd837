"""Staff: the few people who run things, their accounts, roles and the record of what they did."""
