"""Every chart of the project, named once; plots, report and workbook are renderings of these."""

from scripts.charts.dropoff import DROPOFF

CHARTS = (DROPOFF,)
