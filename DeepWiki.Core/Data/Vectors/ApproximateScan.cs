namespace DeepWiki.Core.Data.Vectors;

/// <summary>The one form of a scan that the planner can prove to be covered by a series' approximate index: the predicate's numbers are literals.</summary>
internal static class ApproximateScan
{
    /// <summary>Settings for the transaction of the scan: the share of the graph that is looked at, and scanning on until the limit is met.</summary>
    public const string Settings = "set local hnsw.ef_search = 400; set local hnsw.iterative_scan = relaxed_order";

    /// <summary>Selects id, blob and distance; the caller adds order and limit.</summary>
    /// <param name="seriesId">The series.</param>
    /// <param name="lastChunkId">The last chunk of the index.</param>
    /// <param name="dimensions">Length of the vectors.</param>
    /// <param name="query">Name of the parameter that holds the query, a <c>halfvec</c>.</param>
    public static string Build(int seriesId, long lastChunkId, int dimensions, string query) =>
        $"""
        select chunk_id, blob_number, embedding::halfvec({dimensions}) <#> {query}::halfvec({dimensions}) as distance
        from embeddings where series_id = {seriesId} and chunk_id <= {lastChunkId}
        """;
}
