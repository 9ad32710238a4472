"""Maps and pages (地图): they draw what planning has computed, and compute nothing themselves."""
