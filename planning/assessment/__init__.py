"""Reports on how a plan is carried out (执行情况评估): two dated snapshots of a city, target by target."""
