"""Every chart of the project, named once; pictures and workbook are renderings of these."""

from scripts.charts.dashboards import every_chart

CHARTS = tuple(every_chart())
