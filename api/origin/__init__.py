"""Where she says she is from, if she wants: apart from her log, for figures of groups alone."""
