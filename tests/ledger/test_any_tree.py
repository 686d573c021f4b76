"""Every leaf of every tree, and whatever somebody does to it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from participatie.ledger import verify
from tests.ledger.tree import Tree, leaf_hash

MOST = 3000
TREE = Tree([number.to_bytes(2, "big") for number in range(MOST)])
OTHER = leaf_hash(b"of nobody")
sizes = st.integers(1, MOST)
places = sizes.flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size)))
pairs = st.tuples(sizes, sizes).map(sorted)


def leaf(index: int) -> bytes:
    return leaf_hash(TREE.leaves[index])


def spoilt(hashes: list[bytes], draw) -> list[bytes]:
    """The same list with one thing wrong."""
    done = list(hashes)
    ways = ["add", "flip", "drop", "swap"] if hashes else ["add"]
    way, where = draw(st.sampled_from(ways)), draw(st.integers(0, max(0, len(hashes) - 1)))
    if way == "flip":
        done[where] = flipped(done[where], draw)
    elif way == "drop":
        del done[where]
    elif way == "swap" and len(done) > 1:
        done[where - 1], done[where] = done[where], done[where - 1]
    else:
        done.insert(where, draw(st.sampled_from([OTHER, *hashes])))
    return done


def flipped(value: bytes, draw) -> bytes:
    bit = draw(st.integers(0, len(value) * 8 - 1))
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(len(value), "big")


def test_every_leaf_is_provable_in_every_small_tree():
    for size in range(1, 70):
        for index in range(size):
            path = TREE.path(index, size)
            assert verify.is_included(leaf(index), index, size, path, TREE.root(size))


def test_every_two_small_trees_are_consistent():
    for second in range(70):
        for first in range(second + 1):
            proof = TREE.proof(first, second)
            roots = TREE.root(first), TREE.root(second)
            assert verify.is_consistent(first, second, proof, *roots)


@settings(max_examples=300, deadline=None)
@given(places)
def test_every_leaf_is_provable_in_a_tree_of_any_size(place):
    index, size = place
    assert verify.is_included(leaf(index), index, size, TREE.path(index, size), TREE.root(size))


@settings(max_examples=300, deadline=None)
@given(pairs)
def test_any_two_sizes_are_consistent(both):
    first, second = both
    roots = TREE.root(first), TREE.root(second)
    assert verify.is_consistent(first, second, TREE.proof(first, second), *roots)


@settings(max_examples=300, deadline=None)
@given(places, st.data())
def test_a_path_that_was_touched_proves_nothing(place, data):
    index, size = place
    path, root = TREE.path(index, size), TREE.root(size)
    touched = spoilt(path, data.draw)

    if touched != path:
        assert not verify.is_included(leaf(index), index, size, touched, root)
    assert not verify.is_included(flipped(leaf(index), data.draw), index, size, path, root)
    assert not verify.is_included(leaf(index), index, size, path, flipped(root, data.draw))


@settings(max_examples=300, deadline=None)
@given(places, st.data())
def test_a_leaf_stands_at_its_own_place_only(place, data):
    index, size = place
    elsewhere = data.draw(st.integers(0, size).filter(lambda other: other != index))

    path = TREE.path(index, size)
    assert not verify.is_included(leaf(index), elsewhere, size, path, TREE.root(size))


@settings(max_examples=300, deadline=None)
@given(pairs, st.data())
def test_a_consistency_proof_that_was_touched_proves_nothing(both, data):
    first, second = both
    proof, old, new = TREE.proof(first, second), TREE.root(first), TREE.root(second)
    touched = spoilt(proof, data.draw)

    if touched != proof:
        assert not verify.is_consistent(first, second, touched, old, new)
    assert not verify.is_consistent(first, second, proof, flipped(old, data.draw), new)
    assert not verify.is_consistent(first, second, proof, old, flipped(new, data.draw))


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 200), st.data())
def test_a_log_that_lost_gained_or_altered_a_leaf_is_consistent_with_no_proof_of_its_own(
    first, data
):
    """Whoever rewrites the log can only give proofs of the tree they have now."""
    second = data.draw(st.integers(first + 1, 260))
    leaves = TREE.leaves[: second + 1]
    at = data.draw(st.integers(0, first - 1))
    way = data.draw(st.sampled_from(["dropped", "altered", "swapped", "added"]))
    if way == "dropped":
        del leaves[at]
    elif way == "altered":
        leaves[at] = b"something else"
    elif way == "swapped":
        leaves[at], leaves[at + 1] = leaves[at + 1], leaves[at]
    else:
        leaves.insert(at, b"back-dated")
    rewritten = Tree(leaves)
    if rewritten.root(first) == TREE.root(first):
        return  # the last of the old ones swapped with itself

    proof = rewritten.proof(first, second)
    assert not verify.is_consistent(first, second, proof, TREE.root(first), rewritten.root(second))
