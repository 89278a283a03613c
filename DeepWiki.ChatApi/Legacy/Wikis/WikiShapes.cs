using DeepWiki.ChatApi.Http.Json;
using DeepWiki.ChatApi.Legacy.OpenApi;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>The parts of a wiki as clients of the original send and get them.</summary>
internal static class WikiShapes
{
    public static JsonShape Pages { get; } = JsonShape.Map(RecordShape.From<WikiPageBody>());

    public static JsonShape Structure { get; } = RecordShape.From<WikiStructureBody>();

    /// <summary>The body of a save.</summary>
    public static JsonShape Save { get; } = RecordShape.From<SaveWikiBody>();

    /// <summary>The body of an export.</summary>
    public static JsonShape Export { get; } = RecordShape.From<ExportBody>();
}
