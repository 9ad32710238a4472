"""How many children and places there will be (托位需求预测): births and homes to come, in variants and measures."""
