"""The five outcomes: folds of the log, protected before anybody sees them (ADR 36)."""
