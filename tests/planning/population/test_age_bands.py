from planning.model.codes import PlaceClass
from planning.policy.reading import load_profile
from planning.population.age_bands import Ages


def test_ages_are_cut_where_a_class_begins_or_ends() -> None:
    ages = Ages.of(load_profile("demo-city").classes)
    assert ages.bands == ((6, 12), (12, 18), (18, 24), (24, 36))
    assert ages.classes == (
        PlaceClass.INFANT,
        PlaceClass.TODDLER_SMALL,
        PlaceClass.TODDLER_LARGE,
        PlaceClass.MIXED,
    )
    named = zip(ages.names, ages.fits, strict=True)
    takes = {name: [str(one) for one, fits in zip(ages.classes, row, strict=True) if fits] for name, row in named}
    assert takes == {
        "6-12": ["infant"],
        "12-18": ["toddler_small"],
        "18-24": ["toddler_small", "mixed"],
        "24-36": ["toddler_large", "mixed"],
    }


def test_children_younger_than_every_class_have_a_band_of_their_own() -> None:
    ages = Ages.of(load_profile("demo-city").classes)
    assert ages.youngest == 6
    assert list(ages.all_bands) == ["0-6", "6-12", "12-18", "18-24", "24-36"]


def test_a_profile_without_classes_has_no_ages() -> None:
    ages = Ages.of(())
    assert (ages.bands, ages.classes, ages.fits.shape) == ((), (), (0, 0))


def test_children_of_an_age_between_two_classes_are_in_no_band_of_theirs() -> None:
    infant, _, large, _ = load_profile("demo-city").classes
    ages = Ages.of([infant, large])
    assert ages.bands == ((6, 12), (24, 36))
    assert ages.fits.tolist() == [[True, False], [False, True]]
    assert list(ages.all_bands) == ["0-6", "6-12", "12-24", "24-36"]


def test_a_class_that_goes_on_beyond_three_years_is_cut_there() -> None:
    large = load_profile("demo-city").classes[2].model_copy(update={"to_months": 48})
    ages = Ages.of([large])
    assert (ages.bands, list(ages.all_bands)) == (((24, 36),), ["0-24", "24-36"])


def test_the_ages_of_a_class_of_one_age_are_told_by_its_column() -> None:
    assert Ages.of(load_profile("demo-city").classes).single == {
        "children_infant": (6, 12),
        "children_toddler_small": (12, 24),
        "children_toddler_large": (24, 36),
    }
