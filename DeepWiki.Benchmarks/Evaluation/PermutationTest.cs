namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>
/// Paired two-sided permutation test: how often the mean difference of two methods over the same questions would be at least this large
/// if the sign of each difference were chance. Source: Smucker, Allan and Carterette, "A Comparison of Statistical Significance Tests for
/// Information Retrieval Evaluation" (CIKM 2007).
/// </summary>
internal static class PermutationTest
{
    private const int Flips = 10_000;
    private const int Seed = 20240601;

    /// <returns>The p value, (hits + 1) / (flips + 1): never 0, and 1 when nothing differs.</returns>
    public static double PValue(IReadOnlyList<double> differences)
    {
        var different = differences.Where(difference => difference != 0).ToArray();
        var observed = Math.Abs(different.Sum());
#pragma warning disable CA5394 // Nothing is secret here; the same figures must come out every time.
        var random = new Random(Seed);
        var hits = 0;
        for (var i = 0; i < Flips; i++)
        {
            var sum = 0.0;
            foreach (var difference in different)
            {
                sum += random.Next(2) == 0 ? difference : -difference;
            }

            // Sums in another order differ in their last bits.
            hits += Math.Abs(sum) >= observed - 1e-12 ? 1 : 0;
        }
#pragma warning restore CA5394
        return (hits + 1.0) / (Flips + 1);
    }
}
