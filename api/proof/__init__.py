"""What she finished, as something that others can check (docs/adr/0035)."""
