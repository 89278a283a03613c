using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Tests.Core.TextAnalysis;

[Trait("Category", "Unit")]
public sealed class Bm25Tests
{
    [Fact]
    public void Slots_ascend_and_values_follow_the_formula()
    {
        var found = Bm25.Document(["lease", "queue", "lease"], Bm25Field.Chunk);

        var norm = 1.2 * (1 - 0.75 + (0.75 * 3 / 190));
        var expected = new SortedDictionary<int, float>
        {
            [SparseTerms.SlotOf("lease")] = (float)(2 * 2.2 / (2 + norm)),
            [SparseTerms.SlotOf("queue")] = (float)(1 * 2.2 / (1 + norm)),
        };
        Assert.Equal(expected.Keys, found.Slots);
        Assert.Equal(expected.Values, found.Values);
    }

    [Fact]
    public void Of_too_many_terms_the_frequent_ones_stay_and_then_those_seen_first()
    {
        var once = Enumerable.Range(0, 2000).Select(i => $"word{i}").Prepend("often").DistinctBy(SparseTerms.SlotOf).Skip(1).ToList();
        var first = once.Take(899).Select(SparseTerms.SlotOf);

        var found = Bm25.Document([.. once, "often", "often"], Bm25Field.Chunk);

        Assert.Equal(900, found.Slots.Length);
        Assert.Equal(first.Append(SparseTerms.SlotOf("often")).Order(), found.Slots);
    }

    [Fact]
    public void A_slot_is_the_hash_of_the_marked_term()
    {
        Assert.Equal((int)(TermHash.Hash32("t:größe") & (SparseTerms.Dimensions - 1)), SparseTerms.SlotOf("größe"));
    }
}
