"""The seeded generator."""

from sfsim.kernel.generator import Generator


def test_the_same_seed_gives_the_same_values() -> None:
    assert [Generator(7).random() for _ in range(3)] == [Generator(7).random() for _ in range(3)]


def test_substreams_do_not_move_each_other() -> None:
    left, right = Generator(1), Generator(1)
    left.stream("a").randbytes(100)
    assert left.stream("b").random() == right.stream("b").random()


def test_a_substream_goes_on_where_it_was() -> None:
    generator = Generator(1)
    first = generator.stream("a").random()
    assert generator.stream("a").random() != first
