"""Ways onto another phone: a code from an old one, her llave, a paper card, a mentor's help."""
