"""Pure compiler: lesson sources in, bundles named by their hash out."""
