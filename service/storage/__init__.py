"""Where cities are kept (数据存储): every revision of every city, whole, behind one small interface."""
