using System.Text.Json;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>Names of skip reasons as reports and clients know them.</summary>
internal static class SkipReasons
{
    /// <summary>Name of a reason, such as <c>too_large</c>.</summary>
    public static string Name(SkipReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
