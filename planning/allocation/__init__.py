"""How a total of places is shared out over units (各区托位规划系数模型), by factors that a user weighs."""
