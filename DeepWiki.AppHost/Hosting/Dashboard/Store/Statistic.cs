namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>What a chart shows of an instrument.</summary>
internal enum Statistic
{
    /// <summary>The value, summed over the series.</summary>
    Last,

    /// <summary>The increase per second.</summary>
    Rate,

    /// <summary>The middle of what a histogram took in.</summary>
    Median,

    /// <summary>What 95 of 100 values of a histogram stayed below.</summary>
    P95,
}
