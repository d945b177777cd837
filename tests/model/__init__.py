"""The executable model of the sync protocol: no I/O, seeded, judged by an oracle."""
