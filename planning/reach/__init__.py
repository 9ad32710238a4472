"""Who reaches what on foot (步行可达): where children live, the walks from there to sites, what areas have of them."""
