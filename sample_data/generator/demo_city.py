"""The demo city (示范市) as a whole: which table rests on which, and the files of its folder."""

from collections.abc import Callable
from functools import cached_property

import pandas as pd

from planning.model.tables import CITY_TABLES
from sample_data.generator.area_statements import area_statements, guidance_statements, new_place_statements
from sample_data.generator.areas import areas_table
from sample_data.generator.assumptions import projection_assumptions_table
from sample_data.generator.births import births_table
from sample_data.generator.blocks import Blocks, street_blocks
from sample_data.generator.central_urban_area import central_urban_area_table
from sample_data.generator.checks import checks_table
from sample_data.generator.communities import Cells, community_cells
from sample_data.generator.existing_areas import ExistingAreas, existing_areas
from sample_data.generator.hierarchy import Hierarchy, hierarchy_of
from sample_data.generator.hosts import host_kinds, subjects_table
from sample_data.generator.inclusive_statuses import inclusive_statuses_table
from sample_data.generator.institution_reports import institution_reports
from sample_data.generator.institutions import Institutions, institutions
from sample_data.generator.life_circles import life_circles_table
from sample_data.generator.manifest import manifest_toml
from sample_data.generator.new_areas import NewAreas, new_areas
from sample_data.generator.phases import phases_table
from sample_data.generator.place_reports import place_reports_table
from sample_data.generator.place_statements import place_statements
from sample_data.generator.population import population_table
from sample_data.generator.readme import readme_text
from sample_data.generator.registrations import with_registrations
from sample_data.generator.residential_areas import residential_areas_table
from sample_data.generator.residents import community_residents
from sample_data.generator.settlements import people_grid
from sample_data.generator.site_states import SiteStates, site_states
from sample_data.generator.sites import Sites, sites
from sample_data.generator.stages import with_stages
from sample_data.generator.statements import statements_table
from sample_data.generator.walking_network import WalkingNetwork, walking_network
from sample_data.generator.writing import table_bytes

TABLES = (
    "areas",
    "population",
    "births",
    "central_urban_area",
    "life_circles",
    "residential_areas",
    "phases",
    "institutions",
    "sites",
    "site_states",
    "place_reports",
    "inclusive_statuses",
    "subjects",
    "statements",
    "checks",
    "projection_assumptions",
    "walk_nodes",
    "walk_edges",
)


class DemoCity:
    """Every part of the city, made when it is first asked for and from no more than it needs."""

    @cached_property
    def cells(self) -> Cells:
        """The communities as cells of the plane and of the globe."""
        return community_cells(people_grid())

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Streets and districts, and every code."""
        return hierarchy_of(self.cells)

    @cached_property
    def residents(self) -> pd.DataFrame:
        """People by community and day."""
        return community_residents(self.cells, self.hierarchy)

    @cached_property
    def blocks(self) -> Blocks:
        """Where houses may stand."""
        return street_blocks(self.cells)

    @cached_property
    def existing(self) -> ExistingAreas:
        """Residential areas that stand."""
        return existing_areas(self.blocks, self.cells, residents=self.residents)

    @cached_property
    def new(self) -> NewAreas:
        """New residential areas."""
        return new_areas(self.blocks, self.existing.blocks)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """The table of areas."""
        table: pd.DataFrame = areas_table(self.cells, self.hierarchy)
        return table

    @cached_property
    def institutions(self) -> Institutions:
        """Institutions and the street of each."""
        areas = self.areas
        streets = areas.loc[areas["level"] == "street", "name"]
        return institutions(self.residents, self.hierarchy, street_names=streets)

    @cached_property
    def sites(self) -> Sites:
        """Sites with their kinds and classes."""
        return sites(self.institutions, self.hierarchy, blocks=self.blocks, new=self.new, homes=self.existing.blocks)

    @cached_property
    def site_states(self) -> SiteStates:
        """The lives of the sites."""
        return site_states(self.sites)

    @cached_property
    def phases(self) -> pd.DataFrame:
        """The phases of new areas, with their days of delivery alone."""
        return phases_table(self.new)

    @cached_property
    def place_reports(self) -> pd.DataFrame:
        """The table of place reports."""
        return place_reports_table(self.sites, self.site_states)

    @cached_property
    def inclusive_statuses(self) -> pd.DataFrame:
        """The table of inclusive statuses."""
        return inclusive_statuses_table(self.institutions, self.sites, states=self.site_states)

    @cached_property
    def subjects(self) -> pd.DataFrame:
        """The table of hosts, parcels and employers."""
        return subjects_table(self.hierarchy)

    @cached_property
    def walking(self) -> WalkingNetwork:
        """Where people walk."""
        return walking_network(self.existing, self.new.shapes, sites=self.sites.middle)

    def _statements(self) -> pd.DataFrame:
        """What is said of everything."""
        own = institution_reports(
            self.institutions,
            self.sites,
            states=self.site_states,
            reports=self.place_reports,
            inclusive=self.inclusive_statuses,
        )
        homes = residential_areas_table(self.existing, self.new, phases=self.phases)
        of_places = place_statements(self.subjects, self.sites, homes=homes, phases=with_stages(self.phases))
        guidance = guidance_statements(self.residents, self.hierarchy)
        new_places = new_place_statements(self.residents, self.hierarchy)
        of_areas = (*guidance, *new_places, *area_statements(self.hierarchy))
        return statements_table([*own, *of_places, *of_areas])

    def table(self, name: str) -> pd.DataFrame:
        """The table called `name`, one of `TABLES`."""
        makers: dict[str, Callable[[], pd.DataFrame]] = {
            "areas": lambda: self.areas,
            "population": lambda: population_table(self.residents),
            "births": lambda: births_table(self.residents, cells=self.cells, hierarchy=self.hierarchy),
            "central_urban_area": central_urban_area_table,
            "life_circles": lambda: life_circles_table(self.cells, self.residents),
            "residential_areas": lambda: residential_areas_table(self.existing, self.new, phases=self.phases),
            "phases": lambda: with_stages(self.phases),
            "institutions": lambda: with_registrations(self.institutions, self.sites, states=self.site_states),
            "sites": lambda: self.sites.table.assign(host_kind=host_kinds(self.sites.kind)),
            "site_states": lambda: self.site_states.table,
            "place_reports": lambda: self.place_reports,
            "inclusive_statuses": lambda: self.inclusive_statuses,
            "subjects": lambda: self.subjects,
            "statements": self._statements,
            "checks": lambda: checks_table(
                self.hierarchy, self.institutions, all_sites=self.sites, states=self.site_states
            ),
            "projection_assumptions": projection_assumptions_table,
            "walk_nodes": lambda: self.walking.nodes,
            "walk_edges": lambda: self.walking.edges,
        }
        return makers[name]()

    def file(self, name: str) -> tuple[str, bytes]:
        """The file name and content of one table; the same whether or not others are made."""
        contract = next(contract for contract in CITY_TABLES if contract.name == name)
        return table_bytes(self.table(name), contract)

    def files(self) -> dict[str, bytes]:
        """Every file of the folder: tables, `city.toml` and `README.md`."""
        files = dict(self.file(name) for name in TABLES)
        files["city.toml"] = manifest_toml(tuple(files)).encode()
        files["README.md"] = readme_text({name: len(self.table(name)) for name in TABLES}).encode()
        return files
