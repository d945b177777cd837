"""Tools that build, check, measure and serve; the application never imports them."""
