"""Every chart of the project, named once; plots, report and workbook are renderings of these."""

from scripts.charts.dashboards import DASHBOARDS

CHARTS = tuple(
    chart for dashboard in DASHBOARDS for band in dashboard.bands for chart, _ in band.charts
)
