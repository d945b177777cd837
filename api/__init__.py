"""CREANDO's API: lessons out, what people do in, each once.

Lessons are immutable bundles named by their SHA-256 and listed by an edition's catalogue; both are
fetched without a token. What a learner does is a list of immutable events, kept on her phone first
and exchanged in one request, `POST /api/v1/sync`; docs/sync-protocol.md is the contract. Nobody
needs an account: a learner is a random number made on her phone, and a token only she has.

Every error has one shape, `{"code", "status", "message", "errors"}`. `message` is a stable key; a
person's words for it belong to the phone. No input is answered with a status that is not listed
here.
"""
