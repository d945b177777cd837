"""What anybody may fetch: the PWA's files, the catalogue of an edition, bundles by hash."""
