"""Article to CleanArticle: typography, repair of extraction damage, and the way back to raw."""
