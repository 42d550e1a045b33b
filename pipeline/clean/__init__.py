"""Article to CleanArticle: typography, repair of extraction damage, and the way back to raw."""

from pipeline.clean.cleaning import clean

__all__ = ["clean"]
