"""What people look at: report, plots, exports."""
