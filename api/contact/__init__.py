"""How to reach her, if she wants: sealed to her edition's data officer, never read here."""
