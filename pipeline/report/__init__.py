"""What people look at: rows in their sentences, charts, the report, exports."""

from pipeline.report.concordance import concordance
from pipeline.report.show import Shown, show

__all__ = ["Shown", "concordance", "show"]
