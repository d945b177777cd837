"""What has been learnt: a fold of events, and rows made from it."""
