using System.Text.Json;

namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Names of reasons as they are stored and sent: <c>sources changed</c> for <see cref="PageReason.SourcesChanged"/>.</summary>
public static class PageReasons
{
    private static readonly (PageReason Reason, string Name)[] Names =
        [.. Enum.GetValues<PageReason>().Select(reason => (reason, JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()).Replace('_', ' ')))];

    public static string Name(PageReason reason) => Array.Find(Names, pair => pair.Reason == reason).Name;

    internal static PageReason Parse(string name) => Array.Find(Names, pair => pair.Name == name).Reason;
}
