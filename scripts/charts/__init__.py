"""Every chart of the project, named once; plots, report and workbook are renderings of these."""

from scripts.charts.dashboards import every_chart

CHARTS = tuple(every_chart())
