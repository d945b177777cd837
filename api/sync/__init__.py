"""What a person does, sent once: events, streams and the one exchange."""
