"""Noting that somebody of the team and a learner were in touch; she says whether it was so."""
