"""Files and exports of the French press become articles."""
