"""What staff do for others: accounts, roles, the record, helping a learner back in."""
