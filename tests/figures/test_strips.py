"""A dot for each result, the median where there is one, equal values side by side."""

from dashboard.figures.strips import Strip, strips


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def strip(*values, median=None, label="03 Lavori pubblici"):
    return Strip(label, f"{len(values)} risultati", [("Km aperti", v) for v in values], median)


def test_every_result_is_a_dot_on_its_percentage():
    figure = strips([strip(20.0, 80.0), strip(50.0)])
    assert sorted(trace(figure, "risultati").x) == [20.0, 50.0, 80.0]


def test_equal_results_stand_above_and_below_one_another():
    dots = trace(strips([strip(100.0, 100.0, 100.0)]), "risultati")
    assert len(set(dots.y)) == 3
    assert set(dots.x) == {100.0}


def test_a_group_without_a_median_has_no_mark():
    figure = strips([strip(20.0, 80.0, median=50.0), strip(10.0)])
    assert list(trace(figure, "mediana").x) == [50.0]


def test_groups_keep_their_order_whatever_their_results():
    figure = strips([strip(10.0, label="01 A"), strip(100.0, label="02 B")])
    labels = [note.text for note in figure.layout.annotations]
    assert labels.index('01 A<br><span style="color:#4A5B6C">1 risultati</span>') == 0
    low, high = trace(figure, "risultati").y
    assert low < high  # pixels downwards


def test_the_scale_holds_what_is_above_100():
    assert strips([strip(150.0)]).layout.xaxis.range[1] > 150


def test_names_are_not_read_as_html():
    figure = strips([Strip("A", "", [("Km <b>", 50.0)], None)])
    assert trace(figure, "risultati").customdata[0].startswith("Km &lt;b&gt;")


def test_without_groups_nothing_is_drawn():
    assert strips([]) is None
