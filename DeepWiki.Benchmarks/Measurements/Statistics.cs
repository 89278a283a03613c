namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Statistics of repeated measurements. Ratios are taken inside a round, then their median: noise hits both sides of a round alike.</summary>
internal static class Statistics
{
    public static double Median(IReadOnlyList<double> values) => Quantile(values, 0.5);

    /// <summary>The value below which a share of all values lies, between neighbours by distance.</summary>
    public static double Quantile(IReadOnlyList<double> values, double share)
    {
        if (values.Count == 0)
        {
            return double.NaN;
        }

        var sorted = values.Order().ToList();
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 < sorted.Count ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>The median of the ratios of two things measured in the same rounds.</summary>
    public static double Ratio(IReadOnlyList<double> system, IReadOnlyList<double> floor) => Median([.. system.Zip(floor, (above, below) => above / below)]);
}
