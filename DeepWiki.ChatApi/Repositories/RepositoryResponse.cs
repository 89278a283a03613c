using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Headers and JSON options shared by all answers from a repository.</summary>
internal static class RepositoryResponse
{
    /// <summary>Text is written as it is, and names of a choice in snake case.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The right to see it may end, and belongs to one token.</summary>
    public static void Restrict(IHeaderDictionary headers)
    {
        headers.CacheControl = "private, no-cache";
        headers.Append("Vary", RepositoryToken.Header);
    }
}
