using System.Text.Json;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>A page of an export, its members looked up once: links to it are many.</summary>
internal sealed record ExportedPage(string Id, JsonElement Title, JsonElement Content, JsonElement FilePaths, JsonElement Importance, JsonElement RelatedPages)
{
    public static ExportedPage From(JsonElement page) =>
        new(
            JsonText.Read(page.Member("id")), page.Member("title"), page.Member("content"), page.Member("filePaths"), page.Member("importance"),
            page.Member("relatedPages"));
}
