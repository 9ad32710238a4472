"""Data in and out (数据交换): a city folder read with every fault named, and tables written for people and machines."""
