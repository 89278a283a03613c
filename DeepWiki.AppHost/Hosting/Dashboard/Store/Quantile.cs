namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Quantiles of a histogram with explicit bounds.</summary>
internal static class Quantile
{
    /// <summary>By linear interpolation inside the bucket it falls into; in the last one, which has no end, its lower bound. Null without values.</summary>
    public static double? Of(double share, double[] bounds, double[] counts)
    {
        var rank = share * counts.Sum();
        if (bounds.Length == 0 || !double.IsFinite(rank) || rank <= 0)
        {
            return null;
        }

        var below = 0.0;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (counts[i] > 0 && below + counts[i] >= rank)
            {
                // The first bucket begins at zero unless its bound is below.
                var from = i > 0 ? bounds[i - 1] : Math.Min(0, bounds[0]);
                var value = from + (bounds[i] - from) * ((rank - below) / counts[i]);
                return double.IsFinite(value) ? value : null;
            }

            below += counts[i];
        }

        return bounds[^1];
    }
}
