"""Real processes, killed or side by side: what survives is what was committed."""
