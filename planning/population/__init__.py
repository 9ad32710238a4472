"""Who lives where: residents and children under 3 by area on a day, and street totals shared out to their parts."""
