"""griefs: who accuses whom of what, who answers, and how each actor is spoken of."""
