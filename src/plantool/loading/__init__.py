"""From a folder of files to a plan and the findings in it."""
