"""What the browser tests, the byte budgets, the bench and the screenshots share: a real server, a real browser, a wire that counts."""
